"""The law tables row by row, typed from their sources: a row that is missing or says something else fails."""

from datetime import date

import pytest

from passerelle.domain.pathways.book import book

# Row: evidence, value. Directives whose first day nobody stated are used from the year after.
DIRECTIVES = {
    2021: {
        "BC-01": ("A", 6),
        "BC-02": ("A", True),
        "BC-03": ("A", True),
        "BC-04": ("A", {"least": 1.0, "most": 1.6}),
        "BC-05": ("M", {"own": 0.8, "average": 1.0, "groups": ["1", "2"]}),
        "BC-06": ("M", {"own": 0.8, "average": 1.0, "years": 3}),
        "BC-07": ("M", {"ict": {"years": 3, "within": 7}, "other": {"years": 5}}),
        "BC-08": ("M", {"least": 24, "after_contract": 3}),
        "BC-09": ("M", {"days": 90, "recognised": 30}),
        "BC-10": ("A", 30),
        "BC-11": ("M", 12),
        "BC-12": ("M", {"short": 3, "long": 6, "held": 24}),
        "BC-13": ("A", {"held": 12, "contract": 6, "apply": 1}),
        "BC-14": ("M", {"consecutive": 12, "total": 18}),
        "BC-15": ("M", 90),
    },
    2014: {
        "SW-01": ("A", ["place and type", "duration", "pay", "hours", "paid leave", "other conditions"]),
        "SW-02": ("A", True),
        "SW-03": ("B", {"least": 5, "most": 9}),
        "SW-04": ("M", 1),
        "SW-05": ("M", True),
        "SW-06": (
            "A",
            {"must": ["fraud", "other purpose"], "may": ["employer sanctioned", "employer insolvent"]},
        ),
        "SW-07": ("A", True),
        "SW-08": ("M", ["sanctions", "exclusion", "compensation to the worker"]),
        "SW-09": ("M", 90),
        "SW-10": ("M", ["fair rent", "no automatic deduction", "rental contract", "safety standard"]),
        "SW-11": ("A", 90),
        "IC-01": ("A", {"manager": 36, "trainee": 12}),
        "IC-02": ("A", {"least": 0, "most": 6}),
        "IC-03": ("B", ["agency worker", "posted worker", "self-employed", "student"]),
        "IC-04": ("M", {"manager": {"least": 3, "most": 12}, "trainee": {"least": 3, "most": 6}}),
        "IC-05": ("M", 90),
    },
    2023: {"IT-23": ("A", True)},
    2016: {
        "TR-01": ("A", ["programme and learning goals", "duration", "placement and supervision"]),
        "TR-02": ("M", 2),
        "TR-03": ("M", 6),
        "TR-04": ("M", 15),
        "TR-05": ("M", 9),
        "TR-06": ("M", {"days": 90, "approved": 60}),
        "SC-01": ("M", {"days": 90, "window": 180}),
        "SC-02": ("M", True),
    },
}
SINGLE_PERMIT = {
    "SP-01": ("B", {"days": 90, "extension": 30, "complex": 120}),
    "SP-02": ("A", ["worker", "employer"]),
    "SP-03": ("B", {"first_employer": 6, "objection": 45}),
    "SP-04": ("B", True),
    "SP-05": ("B", {"short": 3, "long": 6, "held": 24}),
    "SP-06": ("B", ["monitoring", "inspections", "complaint route"]),
}
# Row: evidence, whose date counts, first and last year of the value, value.
FILED, DECIDED, UNKNOWN = "filed", "decided", "unknown"
NATIONAL = {
    "BE-WAL-HQ": ("B", DECIDED, 2026, 2026, {"general": 53220, "young": 42576}),
    "BE-WAL-EXEC": ("B", DECIDED, 2026, 2026, 88790),
    "BE-WAL-BC": ("B", DECIDED, 2026, 2026, {"general": 68815, "junior": 55052}),
    "BE-WAL-ICT": ("B", DECIDED, 2026, 2026, {"manager": 68815, "specialist": 55053, "trainee": 34408}),
    "BE-BRU-HQ": ("B", DECIDED, 2026, 2026, 3703.44),
    "BE-BRU-BC": ("B", DECIDED, 2026, 2026, 4748),
    "BE-BRU-EXEC": ("B", DECIDED, 2026, 2026, 6647.20),
    "BE-VLG-HQ": ("B", DECIDED, 2025, 2026, {"general": 48912, "lower": 39129.60}),
    "BE-VLG-ICT": ("B", DECIDED, 2025, 2026, 78259),
    "BE-VLG-BC": ("B", DECIDED, 2025, 2026, 63586),
    "BE-VLG-LEVEL": ("B", UNKNOWN, 2026, None, 5),
    "BE-VLG-LIST": ("B", UNKNOWN, 2026, None, True),
    "BE-VLG-VDAB": ("B", UNKNOWN, 2026, 2026, {"weeks": 9, "share": 0.8, "places": ["VDAB", "EURES"]}),
    "BE-VLG-EMPLOYER": ("B", UNKNOWN, 2026, 2026, {"years": 3, "staff": 1}),
    "DE-BC": ("B", FILED, 2026, 2026, {"general": 50700, "lower": 45934.20}),
    "DE-19C2": ("B", FILED, 2026, 2026, 45630),
    "DE-18-45": ("B", FILED, 2026, 2026, 55770),
    "DE-16A-LANGUAGE": ("B", UNKNOWN, 2026, 2026, "B1"),
    "DE-16A-MEANS": ("B", UNKNOWN, 2026, 2026, {"net": 959, "gross": 1048}),
    "DE-20A-BASICS": ("B", UNKNOWN, 2026, 2026, 2),
    "DE-20A-LANGUAGE": ("B", UNKNOWN, 2026, 2026, {"de": "A1", "en": "B2"}),
    "DE-20A-FUNDS": ("B", UNKNOWN, 2026, 2026, True),
    "DE-20A-POINTS": (
        "B", UNKNOWN, 2026, 2026,
        {
            "needed": 6, "part_recognition": 4, "shortage": 1, "experience": 2, "recent_years": 2,
            "experience_long": 3, "long_years": 5, "long_years_elsewhere": 3, "a2": 1, "b1": 2, "b2": 3,
            "english_c1": 1, "age_young": 2, "young_until": 34, "age_middle": 1, "middle_until": 39,
            "earlier_stay": 1, "joint_application": 1,
        },
    ),
    "DE-20A-STAY": ("B", UNKNOWN, 2026, 2026, {"months": 12, "hours": 20}),
    "DE-16D3-TRAINING": ("A", UNKNOWN, 2026, 2026, 2),
    "DE-16D3-LANGUAGE": ("A", UNKNOWN, 2026, 2026, "A2"),
    "DE-16D3-DUTIES": ("A", UNKNOWN, 2026, 2026, True),
    "DE-16D3-STAY": ("A", UNKNOWN, 2026, 2026, 36),
    "DE-81A-EMPLOYER": ("A", UNKNOWN, 2026, 2026, True),
    "DE-81A-COMPLETE": ("B", UNKNOWN, 2026, 2026, True),
    "DE-81A-FEE": ("B", UNKNOWN, 2026, 2026, 411),
    "DE-81A-TIME": ("B", UNKNOWN, 2026, 2026, {"days": 6, "visa": 3, "decision": 3}),
    "FR-TALENT": ("B", UNKNOWN, 2026, 2026, 39582),
    "FR-BC": ("B", UNKNOWN, 2026, 2026, 59373),
    "ES-BC": ("B", UNKNOWN, 2026, 2026, {"general": 39269.92, "reduced": 31415.94}),
    "ES-BC-TIME": ("B", UNKNOWN, 2026, 2026, 20),
    "ES-GECCO-POSTS": ("B", UNKNOWN, 2026, 2026, 10),
    "ES-GECCO-OUTSIDE": ("B", UNKNOWN, 2026, 2026, True),
    "ES-GECCO-OFFER": (
        "B", UNKNOWN, 2026, 2026, {"stability": ["stable", "circular"], "offer": ["generic", "named"]},
    ),
    "ES-GECCO-LODGING": ("B", UNKNOWN, 2026, 2026, True),
    "IT-27F": ("B", UNKNOWN, 2023, 2025, True),
    "IT-27F-QUOTA": ("B", UNKNOWN, 2023, 2025, {"quota": 15000, "training": 7500, "traineeships": 7500}),
    "IT-27F-CONVERT": ("B", UNKNOWN, 2023, 2025, True),
    "LT-QUOTA": ("B", UNKNOWN, 2025, 2025, {"quota": 24830, "share_of_population": 0.014}),
    "LT-PAY": ("B", UNKNOWN, 2025, 2026, {"general": 1.2, "high_value": 1.0}),
    "LT-BC": ("A", UNKNOWN, 2025, 2026, {"general": 1.5, "shortage": 1.2}),
    "LU-BC": ("B", UNKNOWN, 2024, 2024, 58968),
    "LU-BC-CONTRACT": ("A", UNKNOWN, 2024, 2024, 6),
    "LU-BC-TIME": ("A", UNKNOWN, 2024, 2024, 3),
    "NL-HSM": ("B", FILED, 2026, 2026, {"general": 5942, "young": 4357, "search_year": 3122}),
    "NL-BC": ("B", FILED, 2026, 2026, {"general": 5942, "reduced": 4754}),
    "NL-FEE-SPONSOR": ("B", FILED, 2026, 2026, {"general": 5080, "small": 2539}),
    "NL-FEE-FILE": ("B", FILED, 2026, 2026, 423),
}  # fmt: skip
# Known to exist without a value, or beside the tables: each says so in its note or its gaps.
BESIDE = {
    "DE-16A-SIDE-JOB",  # two values, below
    "DE-18-RECOGNITION", "DE-WB-QUOTA", "ES-GECCO-MONTHS", "FR-WORK", "IT-BC", "LT-TRAINEE",
    "LU-WORK", "NL-SPONSOR", "RM-01", "STU-11",
}  # fmt: skip


def held(name):
    (value,) = book().parameters[name].values
    return value


@pytest.mark.parametrize(
    ("name", "year", "row"),
    [(name, year, row) for year, rows in DIRECTIVES.items() for name, row in rows.items()],
)
def test_a_row_of_a_directive_says_what_its_source_says(name, year, row):
    parameter, value = book().parameters[name], held(name)
    assert (parameter.evidence, value.value) == row
    assert (value.since_year, value.valid_from, value.valid_to) == (year, None, None)
    assert parameter.anchor_event == UNKNOWN


@pytest.mark.parametrize(("name", "row"), SINGLE_PERMIT.items())
def test_a_row_of_the_single_permit_begins_with_its_transposition(name, row):
    value = held(name)
    assert (book().parameters[name].evidence, value.value) == row
    assert (value.valid_from, value.valid_to) == (date(2026, 5, 21), None)


@pytest.mark.parametrize(("name", "row"), NATIONAL.items())
def test_a_national_row_says_what_its_source_says(name, row):
    evidence, event, first, last, told = row
    parameter, value = book().parameters[name], held(name)
    assert (parameter.evidence, parameter.anchor_event, value.value) == (evidence, event, told)
    assert value.valid_from == date(first, 1, 1)
    assert value.valid_to == (last and date(last, 12, 31))


def test_the_side_job_beside_an_apprenticeship_is_ten_hours_in_2023_and_perhaps_twenty_in_2024():
    parameter = book().parameters["DE-16A-SIDE-JOB"]
    told = {day: parameter.on(day) for day in (date(2023, 6, 1), date(2024, 6, 1), date(2026, 6, 1))}
    assert [one and one.value for one in told.values()] == [10, 20, None]
    assert [parameter.evidence_on(day) for day in told] == ["B", "M", "B"]


def test_the_dutch_date_moves_to_the_new_contract_on_a_change_of_employer():
    for name in ("NL-HSM", "NL-BC"):
        parameter = book().parameters[name]
        assert (parameter.anchor_on_change, parameter.excludes) == ("contract_start", ("holiday_pay",))
    assert book().parameters["DE-BC"].excludes == ("bonus",)


def test_no_value_stands_here_that_no_row_tells():
    rows = {name for rows in DIRECTIVES.values() for name in rows}
    assert book().parameters.keys() == rows | SINGLE_PERMIT.keys() | NATIONAL.keys() | BESIDE
