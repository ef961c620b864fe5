"""What everybody is told after a run: outcome, the rule that binds, what is missing, what would change it."""

from dataclasses import replace

import pytest
from matching_worlds import DAY, scheme

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.moves import Move
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.result import Outcome
from passerelle.domain.matching.run import match
from passerelle.domain.matching.whatif import confirm
from passerelle.domain.schemes.scheme import Rule

SKILLED = CandidateProfile(id="a", skills=("x", "y"))
HALF = CandidateProfile(id="b", skills=("x",))
POST = VacancyProfile(id="v", skills=("x", "y"))


def test_the_outbid_are_told_the_clearing_score() -> None:
    result = match(scheme(), [SKILLED, HALF], [POST], on=DAY)
    reason = result.reason("candidate", "b")
    assert (reason.outcome, reason.code, reason.other) == (Outcome.OUTBID, "clearing_score", "v")
    assert reason.score is not None
    assert reason.price is not None
    assert reason.score < reason.price
    assert result.reason("vacancy", "v").outcome is Outcome.FILLED
    with pytest.raises(KeyError):
        result.reason("candidate", "nobody")


def test_the_held_back_are_told_the_rule() -> None:
    rule = Rule(name="one-a-region", kind="cap", limit=1, per=("candidate.region",))
    groups = {"a": GroupFacts(region="MA-06"), "b": GroupFacts(region="MA-06")}
    result = match(scheme(rules=(rule,)), [SKILLED, HALF], [replace(POST, posts=2)], on=DAY, groups=groups)
    reason = result.reason("candidate", "b")
    assert (reason.outcome, reason.rule) == (Outcome.HELD_BACK, "one-a-region MA-06")
    assert reason.searched
    assert reason.change == "limit:one-a-region:2"
    (use,) = result.rules
    assert (use.used, use.limit, use.price_placed) == (1, 1, -1)
    assert result.reason("vacancy", "v").code == "rule"


def test_rules_that_clash_are_named_and_nobody_is_placed() -> None:
    rules = (Rule(name="many", kind="floor", limit=3), Rule(name="few", kind="cap", limit=1))
    result = match(scheme(rules=rules), [SKILLED, HALF], [POST], on=DAY)
    assert (result.certificate.status, result.placed) == ("infeasible", 0)
    assert result.certificate.clash
    reason = result.reason("candidate", "a")
    assert (reason.outcome, reason.rule) == (Outcome.HELD_BACK, "|".join(result.certificate.clash))
    assert {use.price_value for use in result.rules} <= {None}


def test_without_vacancies_everybody_is_told_so() -> None:
    result = match(scheme(), [SKILLED], [], on=DAY)
    assert result.reason("candidate", "a").code == "no_vacancies"
    assert match(scheme(), [], [POST], on=DAY).reason("vacancy", "v").outcome is Outcome.OPEN


def test_refusals_and_gaps_name_what_is_missing() -> None:
    post = replace(POST, languages=(("nl", "B1"),))
    people = [
        replace(SKILLED, id="low", languages=(("nl", "A1"),)),
        replace(SKILLED, id="gap"),
        CandidateProfile(id="blank", languages=(("nl", "B2"),)),
        CandidateProfile(id="far", skills=("z",), languages=(("nl", "B2"),)),
    ]
    result = match(scheme(), people, [post], on=DAY)
    told = {key: result.reason("candidate", key) for key in ("low", "gap", "blank", "far")}
    assert [(one.outcome, one.code) for one in told.values()] == [
        (Outcome.REFUSED, "nl>=B1"),
        (Outcome.NOT_ASSESSABLE, "unknown:languages"),
        (Outcome.NOT_ASSESSABLE, "unknown:skills"),
        (Outcome.NO_SHARED_SKILL, "no_shared_skill"),
    ]
    assert (told["low"].have, told["low"].need) == ("nl A1", "nl B1")
    assert told["far"].change.startswith("skill:")
    opened = result.reason("vacancy", "v")
    assert (opened.outcome, opened.code, opened.have, opened.other) == (Outcome.OPEN, "nl>=B1", "1", "low")


@pytest.mark.parametrize(
    ("post", "people", "code"),
    [
        (replace(POST, skills=None), [SKILLED], "unknown:vacancy.skills"),
        (replace(POST, eqf_min=5), [SKILLED], "unknown:candidates"),
        (POST, [CandidateProfile(id="z", skills=("z",))], "no_shared_skill"),
        (replace(POST, posts=3), [SKILLED], "placed_elsewhere"),
    ],
)
def test_an_open_vacancy_says_why(post: VacancyProfile, people: list[CandidateProfile], code: str) -> None:
    result = match(scheme(), people, [post], on=DAY)
    reason = result.reason("vacancy", "v")
    assert reason.code == code
    assert reason.outcome is (Outcome.PARTLY_FILLED if code == "placed_elsewhere" else Outcome.OPEN)


def test_a_vacancy_without_skills_leaves_a_candidate_not_assessed() -> None:
    result = match(scheme(), [SKILLED], [replace(POST, skills=None)], on=DAY)
    assert result.reason("candidate", "a").code == "unknown:vacancy.skills"
    free = {"skills": 0, "occupation": 10_000, "country": 0, "experience": 0}
    blank = match(scheme(weights=free), [SKILLED], [POST], on=DAY)
    assert blank.reason("candidate", "a").code == "unknown:scored_facts"


def test_a_rule_that_helps_a_pair_is_not_what_binds_it() -> None:
    rules = (
        Rule(name="women", kind="share-floor", limit=0.5, share_of={"sex": "f"}),
        Rule(name="few", kind="cap", limit=1, where={"sex": "f"}),
        Rule(name="others", kind="cap", limit=9, where={"sex": "x"}),
        Rule(name="wide", kind="cap", limit=9),
    )
    groups = {"a": GroupFacts(sex="f"), "b": GroupFacts(sex="f")}
    result = match(scheme(rules=rules), [SKILLED, HALF], [replace(POST, posts=2)], on=DAY, groups=groups)
    assert result.reason("candidate", "b").rule == "few"


def test_a_tie_between_two_vacancies_is_not_told_as_a_change() -> None:
    post = VacancyProfile(id="v", skills=("x",), years_min=0)
    twins = [post, replace(post, id="w")]
    result = match(scheme(), [CandidateProfile(id="a", skills=("q",), years=0)], twins, on=DAY)
    assert result.reason("candidate", "a").change == ""


def test_of_several_changes_of_one_kind_the_one_worth_most_is_told() -> None:
    posts = [
        replace(POST, id="p1", skills=("x", "y", "w"), languages=(("fr", "A1"),)),
        replace(POST, id="p2", languages=(("en", "A1"),)),
        replace(POST, id="p3", skills=("x",), languages=(("nl", "A1"),)),
    ]
    person = CandidateProfile(id="a", skills=("x", "y"), languages=())
    reason = match(scheme(), [person], posts, on=DAY).reason("candidate", "a")
    assert (reason.change.split(":")[0], reason.other) == (
        "language",
        "p2" if reason.change == "language:en:A1" else "p3",
    )
    inputs = MatchInputs(scheme=scheme(), candidates=(person,), vacancies=tuple(posts), on=DAY)
    assert confirm(
        inputs, Move("candidate", "language", reason.change.split(":")[1]), candidate="a", vacancy=reason.other
    )
