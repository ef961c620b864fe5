"""Shortage and guarded occupations where a decision is made: a list that is silent is not a list that is missing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import JAVA, Matched, asking, make_matched, skilled
from web.conftest import signed_in

from passerelle.actions.employers.shortages import load_shortages
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.employers.shortages import Listing
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    found = make_matched(run=False)
    for version in SchemeVersion.objects.filter(scheme=found.cast.alpha):
        version.facts = {**(version.facts or {}), "origins": ["MA"]}
        version.save()
    found.developer.country, found.developer.region, found.developer.isco = "BE", "BE23", "2512"
    found.developer.save()
    Referral.objects.create(candidate=found.best, vacancy=found.developer, agreed_at=timezone.now())
    return found


def seen(matched: Matched) -> list[str]:
    """What the four pages say: vacancy, demand, the employer's offers, the candidate's referrals."""
    number = matched.developer.number
    pages = (
        (matched.caseworker, reverse("vacancy", args=[number])),
        (matched.employer, reverse("vacancy-demand", args=[number])),
        (matched.employer, reverse("referrals")),
        (matched.caseworker, reverse("candidate", args=[matched.best.number])),
    )
    return [signed_in(actor).get(address).content.decode() for actor, address in pages]


def test_where_nothing_is_loaded_every_page_says_that_no_list_is_recorded(matched: Matched) -> None:
    for text in seen(matched)[:2]:
        assert "no list recorded for Belgium" in text
        assert "Guarded at origin: no list recorded for Morocco." in text
    for text in seen(matched)[2:]:
        assert "in shortage: unknown" in text
        assert "no list of guarded occupations recorded for Morocco" in text


def test_a_list_that_does_not_name_the_occupation_says_that_instead(matched: Matched) -> None:
    load_shortages(SYSTEM, [Listing("shortage", "one", "2221", "BE", source="s"),
                            Listing("guarded", "two", "2221", "MA", source="t")])  # fmt: skip
    for text in seen(matched)[:2]:
        assert "Not on the shortage lists recorded for Belgium on this day." in text
        assert "Guarded at origin: not on the list recorded for Morocco." in text
    assert "on no shortage list recorded" in seen(matched)[2]


def test_rows_are_shown_with_dates_and_source_and_only_while_they_are_in_force(matched: Matched) -> None:
    load_shortages(SYSTEM, [
        Listing("shortage", "VDAB 2026", "2512", "BE", "BE2", valid_from=date(2026, 1, 1), source="VDAB"),
        Listing("guarded", "old list", "2512", "MA", valid_to=date(2020, 1, 1), source="journal"),
        Listing("guarded", "new list", "2512", "MA", valid_from=date(2021, 1, 1), source="journal 2"),
    ])  # fmt: skip
    vacancy, demand, offers, candidate = seen(matched)
    for text in (vacancy, demand):
        assert "VDAB 2026" in text
        assert "new list" in text
        assert "old list" not in text
        assert "not confirmed" in text
    for text in (offers, candidate):
        assert "in shortage in Belgium" in text
        assert "guarded at origin: Morocco" in text


def test_the_employers_page_asks_the_same_number_of_queries_for_few_and_many(matched: Matched) -> None:
    def more(count: int) -> None:
        for place in range(count):
            vacancy = asking(matched.cast, JAVA, posts=1, title=f"Job {count} {place}")
            person = skilled(matched.cast.alpha, f"Family {count} {place}", JAVA)
            Referral.objects.create(candidate=person, vacancy=vacancy, agreed_at=timezone.now())

    def asked() -> int:
        client = signed_in(matched.employer)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("referrals")).status_code == 200
        return len(queries)

    more(3)
    few = asked()
    more(27)
    assert asked() == few
