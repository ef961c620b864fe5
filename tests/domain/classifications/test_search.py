"""Search: a label with one typing error finds its concept; an index survives as bytes."""

import string

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Kind, Words
from passerelle.domain.classifications.folding import fold
from passerelle.domain.classifications.search import packing
from passerelle.domain.classifications.search.index import Entry, build, entries_of
from passerelle.domain.classifications.search.trials import trials

SMALL = build(
    [
        Entry("u:cook", "cook", True),
        Entry("u:cook", "diet cook", False),
        Entry("u:web", "web developer", True),
        Entry("u:net", "network engineer", True),
        Entry("u:weld", "arc welder", True),
        Entry("u:ar", "مُطوِّر برمجيات", True),
        Entry("u:c", "C++", True),
        Entry("u:none", "?!", True),
    ]
)


def index_of(kind, language):
    return build(
        entry
        for concept in seed.concepts(kind).values()
        if language in concept.words
        for entry in entries_of(concept.uri, concept.words[language])
    )


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        *(("cok", "u:cook"), ("coook", "u:cook"), ("ocok", "u:cook"), ("kook", "u:cook")),
        *(("WEB DEVELOPER", "u:web"), ("developer web", "u:web"), ("web dev", "u:web")),
        *(("netwrok enginer", "u:net"), ("engineer", "u:net"), ("مطور", "u:ar"), ("c++", "u:c")),
    ],
)
def test_near_spellings_find_the_concept(text, uri):
    assert SMALL.find(text)[0].uri == uri


@pytest.mark.parametrize("text", ["", " ", "c", "é", "?!", "zzzzqq"])
def test_nothing_is_found_for_too_little_or_for_nonsense(text):
    assert SMALL.find(text) == []


def test_an_empty_index_finds_nothing():
    assert build([]).find("cook") == []
    assert packing.unpack(packing.pack(build([]))).find("cook") == []


def test_a_concept_is_listed_once_and_the_limit_holds():
    assert [hit.uri for hit in SMALL.find("cook")].count("u:cook") == 1
    assert len(SMALL.find("e", limit=1)) <= 1
    assert len(SMALL.find("diet welder", limit=2)) == 2


def test_an_endless_text_is_cut():
    assert SMALL.find("cook " * 100_000) is not None


def test_signs_that_no_label_has_find_nothing():
    assert SMALL.find("漢字漢字漢字漢字漢字") == []


labels = st.lists(
    st.text(alphabet=string.ascii_lowercase + "éمطو ", min_size=4, max_size=14).filter(
        lambda t: len(fold(t)) >= 4
    ),
    min_size=1,
    max_size=8,
    unique_by=fold,
)


@settings(max_examples=150, deadline=None)
@given(labels, st.data())
def test_one_edit_is_always_found(words, data):
    index = build(Entry(f"u:{place}", word, True) for place, word in enumerate(words))
    target = data.draw(st.integers(0, len(words) - 1))
    plain = fold(words[target])
    at = data.draw(st.integers(0, len(plain) - 2))
    sign = data.draw(st.sampled_from("xyz"))
    edited = data.draw(
        st.sampled_from(
            [
                plain[:at] + sign + plain[at:],
                plain[:at] + plain[at + 1 :],
                plain[:at] + sign + plain[at + 1 :],
                plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :],
            ]
        )
    )
    if fold(edited) == edited:  # an edit at a space can join or strip words, which is more than one error
        assert f"u:{target}" in [hit.uri for hit in index.find(edited, limit=len(words))]


@pytest.mark.parametrize(("kind", "languages"), sorted(seed.LANGUAGES.items()))
def test_nine_in_ten_are_among_the_first_five(kind, languages):
    for language in languages:
        index = index_of(kind, language)
        given_labels = [
            entry
            for concept in seed.concepts(kind).values()
            if language in concept.words
            for entry in entries_of(concept.uri, concept.words[language])
        ]
        drawn = trials(given_labels, count=60, seed=7)
        found = sum(trial.uri in [hit.uri for hit in index.find(trial.text, 5)] for trial in drawn)
        assert found >= 54, (kind, language, found)


def test_both_forms_of_a_label_are_entries():
    words = Words("directeur technique/directrice technique", ("régisseur",), "v1")
    assert [(entry.label, entry.is_preferred) for entry in entries_of("u", words)] == [
        ("directeur technique/directrice technique", True),
        ("directeur technique", True),
        ("directrice technique", True),
        ("régisseur", False),
    ]


def test_trials_repeat_with_their_seed():
    given_labels = [Entry("u", "web developer", True), Entry("v", "cook", True), Entry("w", "ab", True)]
    assert trials(given_labels, count=20, seed=3) == trials(given_labels, count=20, seed=3)
    assert {trial.uri for trial in trials(given_labels, count=40, seed=3)} == {"u", "v"}
    assert trials([], count=5, seed=1) == []


def test_an_index_survives_as_bytes():
    index = index_of(Kind.OCCUPATION, "fr")
    again = packing.unpack(packing.pack(index))
    assert again.find("developpeur web") == index.find("developpeur web")
    assert np.array_equal(again.postings.labels, index.postings.labels)


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "other"])
def test_damaged_bytes_are_named_so(damage):
    packed = packing.pack(SMALL)
    middle = len(packed) // 2
    broken = {
        "empty": b"",
        "cut": packed[:middle],
        "flipped": packed[:middle] + bytes([packed[middle] ^ 255]) + packed[middle + 1 :],
        "other": b"PK\x03\x04 and more",
    }[damage]
    with pytest.raises(packing.Damaged):
        packing.unpack(broken)


def test_another_format_is_refused(monkeypatch):
    packed = packing.pack(SMALL)
    monkeypatch.setattr(packing, "FORMAT", packing.FORMAT + 1)
    with pytest.raises(packing.Damaged):
        packing.unpack(packed)
