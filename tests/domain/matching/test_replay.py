"""A frozen run again with one person's corrected facts alone."""

from datetime import date

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, VacancyProfile
from passerelle.domain.matching.replay import replay
from passerelle.domain.schemes.scheme import Act, Scheme

WEIGHTS = {"skills": 5500, "occupation": 2500, "country": 1500, "experience": 500}
SCHEME = Scheme(
    code="try", name="A try", version="1", unit="worker", act=Act(kind="assignment"), weights=WEIGHTS, tracks=()
)
INPUTS = MatchInputs(
    scheme=SCHEME,
    candidates=(CandidateProfile(id="ana", skills=("java",)), CandidateProfile(id="bo", skills=("sql",))),
    vacancies=(VacancyProfile(id="dev", skills=("java", "sql", "php"), occupation="2512"),),
    on=date(2026, 9, 1),
)


def test_the_change_alone_decides() -> None:
    found = replay(INPUTS, "bo", {"occupations": ["2512"]})
    assert found.before is not None
    assert found.after is not None
    assert (found.before.outcome, found.after.outcome, found.changes) == ("outbid", "proposed", True)
    assert not replay(INPUTS, "bo", {}).changes


def test_whoever_was_not_in_the_run_stands_nowhere() -> None:
    found = replay(INPUTS, "cy", {})
    assert (found.before, found.after, found.changes) == (None, None, False)
