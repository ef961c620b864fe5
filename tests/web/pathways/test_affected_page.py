"""The open cases that a changed value touches: paged, narrowed, scoped, each before and after."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast, make_candidate, make_vacancy
from web.conftest import signed_in

from passerelle.actions.pathways.keep_versions import keep_versions
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.parameters import Value
from passerelle.queries.cases.affected_page import Find, affected_page
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Referral

pytestmark = pytest.mark.django_db
NAME, JUNE = "BE-WAL-EXEC", date(2026, 6, 2)


def dearer() -> Book:
    """The book with a higher value for all of 2026."""
    old = book().parameters[NAME]
    values = (Value(95_000, date(2026, 1, 1), date(2026, 12, 31)),)
    return replace(book(), parameters={**book().parameters, NAME: replace(old, values=values, digest="f" * 64)})


def case(cast: Cast, name: str) -> Journey:
    """An open case of an executive in Wallonia who is paid 90,000 a year."""
    vacancy = make_vacancy(
        cast.alpha, cast.employer, country="BE", region="BE32", route="be_wal_executive", salary=90_000,
        currency="EUR", salary_period="year", filed_by="employer",
    )  # fmt: skip
    candidate = make_candidate(cast.alpha, name)
    Referral.objects.create(candidate=candidate, vacancy=vacancy)
    version = SchemeVersion.objects.get(scheme=cast.alpha)
    return Journey.objects.create(
        candidate=candidate, scheme_version=version, track="mobility", stage="contract", since=date(2026, 3, 1)
    )


@pytest.fixture
def changed(cast: Cast) -> Cast:
    keep_versions(SYSTEM)
    keep_versions(SYSTEM, dearer())
    return cast


def test_each_case_shows_its_verdict_before_and_after(changed: Cast) -> None:
    case(changed, "Alaoui")
    found = affected_page(changed.actors[Role.CASEWORKER], NAME, on=JUNE)
    told = {one.route: (one.before, one.after) for row in found.rows for one in row.changes}
    assert told == {"be_wal_executive": ("met", "not_met")}
    page = signed_in(changed.actors[Role.CASEWORKER]).get(reverse("pathway-cases", args=[NAME]))
    assert page.status_code == 200
    assert "not met" in page.content.decode()


def test_the_list_is_paged_narrowed_and_reads_the_same_few_times(changed: Cast) -> None:
    def reads() -> int:
        with CaptureQueriesContext(connection) as seen:
            affected_page(changed.actors[Role.CASEWORKER], NAME, on=JUNE, size=40)
        return len(seen)

    for place in range(3):
        case(changed, f"Alaoui {place}")
    few = reads()
    for place in range(27):
        case(changed, f"Haddad {place}")
    assert reads() == few
    actor = changed.actors[Role.CASEWORKER]
    second = affected_page(actor, NAME, on=JUNE, page=2)
    assert (second.total, second.page, len(second.rows)) == (30, 2, 5)
    assert affected_page(actor, NAME, on=JUNE, page=99).page == 2
    assert affected_page(actor, NAME, on=JUNE, find=Find(scheme="beta")).total == 0
    assert affected_page(actor, NAME, on=JUNE, find=Find(route="be_wal_executive")).total == 30
    assert affected_page(actor, NAME, on=JUNE, find=Find(first=date(2026, 1, 1))).total == 0


def test_nobody_sees_a_case_out_of_reach(changed: Cast) -> None:
    case(changed, "Alaoui")
    assert changed.mallory is not None
    for actor in (changed.mallory, changed.actors[Role.LAW_REVIEWER]):
        assert affected_page(actor, NAME, on=JUNE).total == 0
        page = signed_in(actor).get(reverse("pathway-cases", args=[NAME]), {"page": "x", "first": "never"})
        assert "No open case that you may see" in page.content.decode()
    assert (
        signed_in(changed.actors[Role.LAW_REVIEWER]).get(reverse("pathway-cases", args=["NO"])).status_code
        == 404
    )
