"""Rows become profiles: unknown stays unknown, and a stand-in for unnamed employers is nobody."""

from datetime import date
from decimal import Decimal

import pytest
from matching_cast import JAVA, make_matched
from people import make_organisation, make_vacancy

from passerelle.actions.matching.request_run import request_run
from passerelle.actions.matching.rows_in import inputs_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OCCUPATION = "http://data.europa.eu/esco/occupation/developer"


def test_rows_become_profiles() -> None:
    matched = make_matched(run=False)
    make_vacancy(
        matched.cast.alpha,
        make_organisation("A list: Employer not named"),
        occupation=OCCUPATION,
        isco="2512",
        skills=[{"uri": JAVA, "how": "esco_essential"}],
        years_min=Decimal("2.5"),
        salary=Decimal("2500.50"),
        currency="EUR",
        start=date(2026, 9, 1),
        languages=[{"code": "fr", "level": None}],
        licences=[],
    )
    inputs = inputs_of(request_run(matched.manager, "alpha", settings={"on": "2026-03-14"}))
    unnamed = next(one for one in inputs.vacancies if one.occupation == OCCUPATION)
    assert (unnamed.employer, unnamed.skills_from, unnamed.years_min) == (None, "esco_essential", 2.5)
    assert (unnamed.languages, unnamed.licences, unnamed.eqf_min) == ((("fr", None),), (), None)
    assert inputs.isco_of == {OCCUPATION: "2512"}
    assert {one.employer for one in inputs.vacancies} == {None, "Firm"}
    blank = next(one for one in inputs.candidates if one.id == matched.cast.candidate.number)
    assert (blank.skills, blank.languages, blank.years) == (None, None, None)
    assert inputs.on == date(2026, 3, 14)
