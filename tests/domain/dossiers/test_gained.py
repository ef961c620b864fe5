"""A profile takes in what was attested, and forgets it when that no longer holds."""

from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.classifications.cefr import LEVELS
from passerelle.domain.dossiers.gained import with_language, with_skill, without_language, without_skill

uris = st.sampled_from(["a", "b", "c"])
skills = st.none() | st.lists(
    st.builds(lambda uri: {"uri": uri, "how": "stated"}, uris), unique_by=lambda one: one["uri"], max_size=3
)
levels = st.none() | st.sampled_from(LEVELS)
tongues = st.none() | st.lists(
    st.builds(lambda code, level: {"code": code, "level": level, "how": "stated"}, uris, levels),
    unique_by=lambda one: one["code"],
    max_size=3,
)


@given(skills, uris)
def test_a_revoked_skill_leaves_the_profile_as_it_was(held: list[dict[str, str]] | None, uri: str) -> None:
    after, before = with_skill(held, uri)
    assert {"uri": uri, "how": "attested"} in after
    back = without_skill(after, uri, before)
    assert sorted(back, key=str) == sorted(held or [], key=str)


@given(tongues, uris, st.sampled_from(LEVELS))
def test_a_revoked_level_leaves_the_profile_as_it_was(
    held: list[dict[str, str]] | None, code: str, level: str
) -> None:
    after, before = with_language(held, code, level)
    assert sorted(without_language(after, code, before), key=str) == sorted(held or [], key=str)


def test_a_higher_level_that_was_stated_stays_as_stated() -> None:
    held = [{"code": "fr", "level": "C1", "how": "stated"}]
    assert with_language(held, "fr", "B1") == (held, held[0])
    assert with_language(held, "fr", "C1")[0] == [{"code": "fr", "level": "C1", "how": "attested"}]


def test_what_somebody_changed_since_stays() -> None:
    held = [{"uri": "a", "how": "stated"}]
    assert without_skill(held, "a", None) == held
    assert without_skill(None, "a", None) == []
