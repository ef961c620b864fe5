"""Gates: met, not met or not to be assessed, one worked case after another."""

from datetime import date

import pytest
from matching_worlds import DAY, ISCO, scheme

from passerelle.domain.journey.transitions import Track
from passerelle.domain.matching.asking import requirements_of
from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile, age_band
from passerelle.domain.matching.requirements import Facts, Test, assess
from passerelle.domain.schemes.scheme import Gate

PERSON = CandidateProfile(
    id="c",
    occupations=("2512", "http://data.europa.eu/esco/occupation/x"),
    languages=(("fr", "B1"), ("en", None)),
    eqf=5,
    years=2.5,
    available_from=date(2026, 10, 15),
    licences=("driving:B",),
)
GROUP = GroupFacts(birth_date=date(1998, 9, 2), region="MA-06", nationality="MA")


@pytest.mark.parametrize(
    ("test", "verdict", "code"),
    [
        (Test("language", "fr", ("B1",)), "met", "fr>=B1"),
        (Test("language", "fr", ("B2",)), "not_met", "fr>=B2"),
        (Test("language", "fr", ()), "met", "fr"),
        (Test("language", "en", ("A1",)), "cannot_be_assessed", "en>=A1"),
        (Test("language", "en", ()), "met", "en"),
        (Test("language", "de", ("A1",)), "not_met", "de>=A1"),
        (Test("eqf", "", ("5", "")), "met", "eqf>=5"),
        (Test("eqf", "", ("6", "")), "not_met", "eqf>=6"),
        (Test("experience", "", ("2.5",)), "met", "years>=2.5"),
        (Test("experience", "", ("3",)), "not_met", "years>=3"),
        (Test("licence", "", ("driving:B", "x")), "met", "licence:driving:B|x"),
        (Test("licence", "", ("x",)), "not_met", "licence:x"),
        (Test("availability", "", ("2026-10-15",)), "met", "available<=2026-10-15"),
        (Test("availability", "", ("2026-10-14",)), "not_met", "available<=2026-10-14"),
        (Test("availability", "", ("2026-10",)), "met", "available<=2026-10"),
        (Test("age", "", ("18", "27")), "met", "age18-27"),
        (Test("age", "", ("28", "")), "not_met", "age>=28"),
        (Test("age", "", ("", "26")), "not_met", "age<=26"),
        (Test("origin", "", ("MA", "SN")), "met", "origin:MA|SN"),
        (Test("origin", "", ("SN",)), "not_met", "origin:SN"),
        (Test("residence", "", ("MA",)), "met", "residence:MA"),
        (Test("residence", "", ("SN",)), "not_met", "residence:SN"),
        (Test("occupation", "", ("25",)), "met", "occupation:25"),
        (Test("occupation", "", ("71",)), "not_met", "occupation:71"),
        (Test("route", "be_single_permit", ()), "cannot_be_assessed", "route:be_single_permit"),
    ],
)
def test_a_test_is_answered(test: Test, verdict: str, code: str) -> None:
    answer = assess(test, Facts(PERSON, GROUP, DAY, ISCO))
    assert answer.verdict == verdict
    assert test.code == code
    assert (answer.missing is not None) == (verdict == "cannot_be_assessed")


@pytest.mark.parametrize(
    ("kind", "need", "missing"),
    [
        ("language", ("A1",), "languages"),
        ("eqf", ("5", ""), "eqf"),
        ("experience", ("1",), "years"),
        ("licence", ("x",), "licences"),
        ("availability", ("2026-01-01",), "available_from"),
        ("age", ("18", ""), "birth_date"),
        ("origin", ("MA",), "nationality"),
        ("residence", ("MA",), "region"),
        ("occupation", ("25",), "occupations"),
    ],
)
def test_an_unknown_fact_is_named_and_never_a_failure(kind: str, need: tuple[str, ...], missing: str) -> None:
    answer = assess(Test(kind, "fr", need), Facts(CandidateProfile(id="c"), GroupFacts(), DAY))
    assert (answer.verdict, answer.missing) == ("cannot_be_assessed", missing)


def test_known_to_be_none_is_not_met() -> None:
    nothing = CandidateProfile(id="c", occupations=(), languages=(), licences=(), eqf=0, years=0)
    facts = Facts(nothing, GroupFacts(), DAY)
    tests = [Test("language", "fr", ("A1",)), Test("licence", "", ("x",)), Test("occupation", "", ("25",))]
    assert {assess(test, facts).verdict for test in tests} == {"not_met"}
    assert assess(Test("eqf", "", ("1", "")), facts).verdict == "not_met"


TRACKS = tuple(
    Track(id=name, kind="mobility", first="a", start_stage="a", ends=("z",), transitions=())
    for name in ("mobility", "home")
)


def asked(*gates: Gate, dropped: frozenset[str] = frozenset(), **facts: object) -> dict[str, bool]:
    post = VacancyProfile(id="v", **facts)  # type: ignore[arg-type]
    made = scheme(gates=gates)
    inputs = MatchInputs(scheme=made, candidates=(), vacancies=(post,), on=DAY, dropped=dropped)
    object.__setattr__(made, "tracks", TRACKS)
    return {one.code: one.confirmed for one in requirements_of(inputs, post)}


def gate(kind: str = "eqf", **more: object) -> Gate:
    return Gate(id="g", kind=kind, label="A gate", **{"confirmed": True, **more})  # type: ignore[arg-type]


def test_an_employer_states_its_requirements_by_columns() -> None:
    stated = asked(
        languages=(("fr", "B1"), ("en", None)), eqf_min=5, years_min=2, licences=("x",), start=date(2026, 9, 1)
    )
    codes = ["fr>=B1", "en", "eqf>=5", "years>=2", "licence:x", "available<=2026-09-01"]
    assert stated == dict.fromkeys(codes, True)
    assert asked() == {}
    assert asked(dropped=frozenset({"eqf>=5"}), eqf_min=5) == {}


def test_a_gate_counts_only_where_it_is_confirmed_and_surely_applies() -> None:
    assert asked(gate(least=5)) == {"g": True}
    assert asked(gate(least=5, confirmed=False)) == {"g": False}
    assert asked(gate(least=5, applies_to=("BE",)), country="BE") == {"g": True}
    assert asked(gate(least=5, applies_to=("BE",)), country="FR") == {}
    assert asked(gate(least=5, applies_to=("BE",))) == {"g": False}
    assert asked(gate(least=5, applies_to=("mobility",)), track="mobility") == {"g": True}
    assert asked(gate(least=5, applies_to=("mobility",)), track="home") == {}
    assert asked(gate(least=5, applies_to=("mobility",))) == {"g": False}
    assert asked(gate(least=5, route="r"), route="r") == {"g": True}
    assert asked(gate(least=5, route="r"), route="other") == {}


def test_the_condition_of_a_route_is_shown_and_never_excludes() -> None:
    assert asked(gate("route", route="r"), route="r") == {"g": False}
    assert asked(gate("route", value="x")) == {"g": False}


def test_each_kind_of_gate_poses_its_test() -> None:
    assert asked(gate("availability"), start=date(2026, 9, 1))["g"]
    assert asked(gate("availability")) == {}
    kinds = [
        gate("availability", value="2026-09"),
        gate("language", language="fr", level="B1"),
        gate("language", language="fr"),
        gate("experience", least=2),
        gate("experience", value=2),
        gate("experience"),
        gate("age", most=30),
        gate("licence", value=("a", "b")),
        gate("origin", value=("MA",)),
    ]
    assert all(asked(one) == {"g": True} for one in kinds)


def test_bands_of_age() -> None:
    born = [date(2002, 1, 1), date(2000, 1, 1), date(1985, 1, 1), date(1960, 1, 1), None]
    assert [age_band(day, DAY) for day in born] == ["under-25", "25-34", "35-44", "55-plus", None]
