"""Every planted fault is found, with its code, row and column; nothing of its list is kept."""

from datetime import date, datetime, time

import pytest
from typed_lists import OCCUPATION, SKILL, one_cell

from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.codes import KnownCodes
from passerelle.domain.intake.grid import CellError, Formula, Raw
from passerelle.domain.intake.vacancy_list import VACANCIES

CANDIDATE_FAULTS: list[tuple[str, Raw, str]] = [
    ("candidate", None, "empty"),
    ("candidate", "   ", "empty"),
    ("candidate", "1E+05", "exponent"),
    ("candidate", "2,12612E+11", "exponent"),
    ("candidate", 2.5, "exponent"),
    ("candidate", 1e15, "exponent"),
    ("candidate", True, "wrong_kind"),
    ("candidate", date(2020, 1, 1), "wrong_kind"),
    ("candidate", "x" * 81, "too_long"),
    ("candidate", Formula("=A1"), "formula"),
    ("family_name", "El Idrissi 2", "not_a_name"),
    ("family_name", "salma@example.org", "not_a_name"),
    ("family_name", "JosÃ©", "misread_letters"),
    ("family_name", "Fran?ois", "lost_letters"),
    ("family_name", "Fran\ufffdois", "lost_letters"),
    ("family_name", "x" * 121, "too_long"),
    ("family_name", date(2020, 1, 1), "wrong_kind"),
    ("family_name", CellError("#N/A"), "cell_error"),
    ("name_original", "Ø³Ù„Ù…Ù‰", "misread_letters"),
    ("birth_date", "03/04/1998", "date_ambiguous"),
    ("birth_date", "3.4.1998", "date_ambiguous"),
    ("birth_date", "14/3/98", "year_of_two_digits"),
    ("birth_date", 35868, "date_as_number"),
    ("birth_date", 35868.5, "date_as_number"),
    ("birth_date", "35868", "date_as_number"),
    ("birth_date", datetime(1900, 1, 1), "date_zero"),  # noqa: DTZ001
    ("birth_date", datetime(1899, 12, 30), "date_zero"),  # noqa: DTZ001
    ("birth_date", datetime(1904, 1, 1), "date_zero"),  # noqa: DTZ001
    ("birth_date", "1998-02-30", "no_such_day"),
    ("birth_date", "1998-13-01", "no_such_day"),
    ("birth_date", "2031-01-01", "date_implausible"),
    ("birth_date", "1898-01-01", "date_implausible"),
    ("birth_date", "2020-05-05", "date_implausible"),
    ("birth_date", "March 1998", "date_form"),
    ("birth_date", time(12, 0), "wrong_kind"),
    ("birth_date", True, "wrong_kind"),
    ("birth_date", Formula("=TODAY()"), "formula"),
    ("sex", "Z", "sex_unknown"),
    ("sex", 1, "wrong_kind"),
    ("nationality", "Atlantis", "country_unknown"),
    ("nationality", 504, "wrong_kind"),
    ("region", "Casablanca", "region_unknown"),
    ("region", "MA-99", "region_unknown"),
    ("region", 6, "wrong_kind"),
    ("email", "salma@", "email_form"),
    ("email", "a@example.org; b@example.org", "email_form"),
    ("email", "salma@example", "email_form"),
    ("email", "s..a@example.org", "email_form"),
    ("email", 5, "wrong_kind"),
    ("phone", 612345678, "zeros_lost"),
    ("phone", 6.12e8, "zeros_lost"),
    ("phone", "2.12612E+11", "exponent"),
    ("phone", "call my sister", "phone_form"),
    ("phone", "+212 612 345 678 / +212 612 345 679", "phone_form"),
    ("phone", "12", "phone_form"),
    ("phone", True, "wrong_kind"),
    ("occupations", "plumber", "occupation_form"),
    ("occupations", "251", "occupation_form"),
    ("occupations", 110, "occupation_form"),
    ("occupations", "9999", "code_unknown"),
    ("occupations", SKILL, "occupation_form"),
    ("occupations", 2.5, "wrong_kind"),
    ("skills", OCCUPATION, "skill_form"),
    ("skills", "Java", "skill_form"),
    ("skills", "|".join(f"{SKILL[:-4]}{number:04x}" for number in range(501)), "too_many"),
    ("skills", 7, "wrong_kind"),
    ("languages", "fr:B7", "level_of_language"),
    ("languages", "fr:native", "level_of_language"),
    ("languages", "klingon:B2", "language_unknown"),
    ("languages", "fr:B2|fr:C1", "language_twice"),
    ("languages", 5, "wrong_kind"),
    ("eqf", 9, "level_form"),
    ("eqf", 0, "level_form"),
    ("eqf", 6.5, "level_form"),
    ("eqf", "Bac+5", "level_form"),
    ("eqf", True, "wrong_kind"),
    ("years", -1, "out_of_range"),
    ("years", 61, "out_of_range"),
    ("years", "many", "not_a_number"),
    ("years", "1,200", "number_ambiguous"),
    ("years", float("nan"), "not_a_number"),
    ("years", float("inf"), "not_a_number"),
    ("years", "1E+01", "exponent"),
    ("years", datetime(2026, 1, 2), "wrong_kind"),  # noqa: DTZ001
    ("countries", "BE|Narnia", "country_unknown"),
    ("countries", 5, "wrong_kind"),
    ("available_from", "1998-01-01", "date_implausible"),
    ("available_from", "2126-01-01", "date_implausible"),
    ("licences", "a code with spaces", "code_form"),
    ("licences", 3, "wrong_kind"),
    ("licences", CellError("#REF!"), "cell_error"),
]
VACANCY_FAULTS: list[tuple[str, Raw, str]] = [
    ("vacancy", None, "empty"),
    ("posts", None, "empty"),
    ("posts", 0, "out_of_range"),
    ("posts", -2, "out_of_range"),
    ("posts", 1.5, "not_whole"),
    ("posts", 10_001, "out_of_range"),
    ("posts", "two", "not_a_number"),
    ("posts", Formula("=1+1"), "formula"),
    ("title", "x" * 201, "too_long"),
    ("country", "Europe", "country_unknown"),
    ("occupation", "2512|2513", "occupation_form"),
    ("eqf_min", "master", "level_form"),
    ("salary", "about 2000", "not_a_number"),
    ("salary", "2.500", "number_ambiguous"),
    ("salary", -1, "out_of_range"),
    ("salary", 10**12, "out_of_range"),
    ("salary", 2500, "currency_missing"),
    ("salary", 2500, "period_missing"),
    ("currency", "dollars", "currency_unknown"),
    ("currency", 5, "wrong_kind"),
    ("salary_period", "decade", "period_unknown"),
    ("route", "two words", "code_form"),
    ("route", "x" * 61, "too_long"),
    ("route", "unheard_of", "route_unknown"),
    ("start", "31/04/2026", "no_such_day"),
]


@pytest.mark.parametrize(("column", "raw", "code"), CANDIDATE_FAULTS)
def test_a_fault_in_a_list_of_candidates_is_named_with_its_place(column: str, raw: Raw, code: str) -> None:
    reading = one_cell(column, raw, layout=CANDIDATES)
    assert (2, column, code) in [(found.row, found.column, found.code) for found in reading.problems]
    assert all(found.hint and found.sheet == "Data" for found in reading.problems)


@pytest.mark.parametrize(("column", "raw", "code"), VACANCY_FAULTS)
def test_a_fault_in_a_list_of_vacancies_is_named_with_its_place(column: str, raw: Raw, code: str) -> None:
    reading = one_cell(column, raw, layout=VACANCIES, codes=KnownCodes(routes={"eu_blue_card"}))
    assert (2, code) in [(found.row, found.code) for found in reading.problems]
    assert all(found.hint and found.column for found in reading.problems)


def test_a_code_that_no_loaded_classification_has_is_a_fault() -> None:
    loaded = KnownCodes(occupations=set(), skills=set())
    assert [found.code for found in one_cell("occupations", OCCUPATION, codes=loaded).problems] == [
        "code_unknown"
    ]
    assert [found.code for found in one_cell("skills", SKILL, codes=loaded).problems] == ["code_unknown"]
