"""Codes of the matching become sentences that a stranger understands."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from passerelle.web.shared import match_sentences
from passerelle.web.shared.match_sentences import Names
from passerelle.web.shared.match_words import OUTCOME, VERDICT
from passerelle.web.shared.wording import word_for

SKILL = "http://data.europa.eu/esco/skill/java"
NAMES = Names({"visa": "Visa can be asked for"}, {"law": "A law, article 1"}, {SKILL: "Java"})


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nl>=B1", "Dutch B1"),
        ("fr", "French"),
        ("eqf>=6", "EQF level 6 or more"),
        ("age18-35", "age 18 to 35"),
        ("age<=35", "age 35 at most"),
        ("years>=2.5", "experience in years: 2.5 or more"),
        ("available<=2026-09-01", "free by 1 Sept 2026"),
        ("licence:driving", "licence driving"),
        ("origin:MA|TN", "nationality Morocco / Tunisia"),
        ("visa", "Visa can be asked for"),
        ("some_gate", "some gate"),
    ],
)
def test_a_requirement_reads_as_people_say_it(code: str, words: str) -> None:
    assert match_sentences.requirement(code, NAMES).replace("Sep ", "Sept ") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "–"),
        ("none", "none"),
        ("nl B1", "Dutch B1"),
        ("nl ?", "Dutch, level unknown"),
        (">=6", "≥ 6"),
        ("3", "3"),
        (SKILL, "Java"),
        ("2512", "2,512"),
        ("not-a-date", "not-a-date"),
    ],
)
def test_a_fact_reads_as_people_say_it(text: str, words: str) -> None:
    assert match_sentences.fact(text, NAMES).replace("\xa0", ",").replace(" 512", ",512") == words


@pytest.mark.parametrize(
    ("code", "who", "words"),
    [
        (f"skill:{SKILL}", "candidate", "one more skill: Java"),
        ("language:nl:B1", "candidate", "Dutch at B1"),
        ("language:nl", "employer", "ask no Dutch"),
        ("language:nl:A2", "employer", "ask Dutch at A2 only"),
        ("place:3", "employer", "one place more: 3 in all"),
        ("limit:women at least:0.39", "scheme", "rule “women at least” at 0.39"),
        ("licence:driving:B", "candidate", "licence driving:B"),
    ],
)
def test_a_change_says_what_to_do(code: str, who: str, words: str) -> None:
    assert match_sentences.change(code, NAMES, who) == words


def reason(side: str, code: str, **facts: Any) -> SimpleNamespace:
    known = {"rule": "", "have": "", "need": "", "score": 4000, "price": 5000.0, **facts}
    return SimpleNamespace(side=side, code=code, **known)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("proposed", "Proposed with a score of 4"),
        ("no_vacancies", "no vacancy"),
        ("clearing_score", "Others scored higher"),
        ("no_shared_skill", "No skill in common"),
        ("rule", "leaves no room"),
        ("unknown:skills", "nobody knows the skills of the person"),
        ("unknown:level of nl", "nobody knows the level of Dutch"),
        ("nl>=B1", "Not met: Dutch B1"),
    ],
)
def test_every_kind_of_reason_about_a_person_has_its_sentence(code: str, part: str) -> None:
    assert part in match_sentences.why(reason("candidate", code), NAMES)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("filled", "clearing score is 5"),
        ("rule", "A rule keeps out"),
        ("placed_elsewhere", "proposed elsewhere"),
        ("unknown:vacancy.skills", "states no skills"),
        ("unknown:candidates", "cannot be assessed"),
        ("no_shared_skill", "Nobody has a skill in common"),
        ("nl>=B1", "12 people lack only this: Dutch B1"),
    ],
)
def test_every_kind_of_reason_about_a_vacancy_has_its_sentence(code: str, part: str) -> None:
    assert part in match_sentences.why(reason("vacancy", code, have="12", need="3"), NAMES)


def test_where_places_count_first_no_clearing_score_is_told() -> None:
    price = {"price": 14_016_573.0}
    assert "14" not in match_sentences.why(reason("candidate", "clearing_score", **price), NAMES)
    assert "14" not in match_sentences.why(reason("vacancy", "filled", have="3", need="3", **price), NAMES)


def test_towards_others_a_clearing_score_is_a_band() -> None:
    told = match_sentences.why(reason("candidate", "clearing_score", price=5123.0), NAMES, banded=True)
    assert "4000–5999" in told
    assert "123" not in told


def test_a_source_is_named_or_said_to_be_lacking() -> None:
    assert NAMES.source("vacancy") == "stated by the employer"
    assert NAMES.source("law") == "A law, article 1"
    assert NAMES.source(None) == "no source named"


def test_every_outcome_and_verdict_has_a_word() -> None:
    assert all(word_for(code, "outcome") for code in OUTCOME)
    assert word_for("cannot_be_assessed", "verdict") == str(VERDICT["cannot_be_assessed"])
