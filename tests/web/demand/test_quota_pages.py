"""Remainders by direction and day, the rows and cases behind each figure, and a result opened from a letter."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import JAVA, Matched, asking, make_matched, skilled
from web.conftest import signed_in

from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.quotas.allotting import Applicant, publish_allotment
from passerelle.actions.quotas.drawing import draw_allotment
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.roles import Role
from passerelle.domain.matching.sheet import sheet_faults
from passerelle.domain.quotas.lottery import commitment
from passerelle.records.outbox.models import Message
from passerelle.records.quotas.models import Allotment, AllotmentLine
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SEED = "a seed of many signs"


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched(run=False)


def offered(matched: Matched, people: int) -> list[str]:
    """Offers to so many people for one vacancy of theirs; the numbers of the referrals."""
    vacancy = asking(matched.cast, JAVA, posts=people, title=f"Wanted by {people}")
    candidates = [skilled(matched.cast.alpha, f"Family {people} {number}", JAVA) for number in range(people)]
    referrals = Referral.objects.bulk_create(
        Referral(candidate=one, vacancy=vacancy, agreed_at=timezone.now()) for one in candidates
    )
    for one in referrals:
        make_offer(matched.employer, one.number, key=None)
    return [one.number for one in referrals]


def names_of(matched: Matched, **asked: object) -> list[str]:
    text = signed_in(matched.manager).get(reverse("quotas"), asked).content.decode()
    return [name for name in ("Belgium", "Builders", "Firm only", "Last year", "All") if f">{name}</a>" in text]


def test_remainders_are_found_by_scheme_country_sector_employer_and_day(matched: Matched) -> None:
    firm = matched.cast.employer.number
    for limits in (
        Limits("Belgium", 5, "x", country="BE"),
        Limits("Builders", 5, "x", sector="F"),
        Limits("Firm only", 5, "x", employer=firm),
        Limits("Last year", 5, "x", starts=date(2025, 1, 1), ends=date(2025, 12, 31)),
        Limits("All", 5, "x"),
    ):
        open_quota(matched.manager, "alpha", limits)
    assert len(names_of(matched)) == 5
    assert names_of(matched, country="be") == ["Belgium"]
    assert names_of(matched, sector="F", wide="on") == ["Belgium", "Builders", "Firm only", "Last year", "All"]
    assert names_of(matched, sector="F") == ["Builders"]
    assert names_of(matched, employer=firm) == ["Firm only"]
    assert names_of(matched, employer="Fir") == ["Firm only"]
    assert names_of(matched, on="2025-12-31", text="Last") == ["Last year"]
    assert names_of(matched, on="2026-01-01", text="Last") == []
    assert names_of(matched, scheme="alpha", closed="on") == []
    assert (
        "Enter a valid"
        in signed_in(matched.manager).get(reverse("quotas"), {"country": "Belgium"}).content.decode()
    )


def test_each_figure_leads_to_its_rows_and_cases(matched: Matched) -> None:
    quota = open_quota(matched.manager, "alpha", Limits("All", 2, "x"))
    first, second = offered(matched, 2)
    join_waiting_list(matched.manager, quota, [matched.nurse.number])
    offer = Referral.objects.unscoped("test").get(number=first).offers.get()
    release_offer(matched.employer, offer.number, code="employer_withdrew", key=None)
    page = signed_in(matched.manager).get(reverse("quotas")).content.decode()
    for what in ("reserved", "used", "given_back", "waiting", "ledger"):
        assert reverse("quota-lines", args=[quota, what]) in page

    def lines(what: str) -> str:
        return signed_in(matched.caseworker).get(reverse("quota-lines", args=[quota, what])).content.decode()

    numbers = dict(Referral.objects.unscoped("test").values_list("number", "candidate__number"))
    assert numbers[second] in lines("reserved")
    assert numbers[first] not in lines("reserved")
    assert ">None<" not in lines("reserved"), "who has no case has a dash"
    assert numbers[first] in lines("given_back")
    assert "No row stands behind" in lines("used")
    assert matched.nurse.number in lines("waiting")
    assert "a place is kept" in lines("waiting")
    assert numbers[first] in lines("ledger")
    exported = signed_in(matched.manager).get(reverse("quota-lines", args=[quota, "ledger"]), {"format": "csv"})
    assert numbers[second].encode() in exported.getvalue()
    funder = signed_in(matched.actors[Role.FUNDER])
    assert reverse("quota-lines", args=[quota, "ledger"]) not in funder.get(reverse("quotas")).content.decode()
    for client in (funder, signed_in(matched.cast.mallory)):
        assert client.get(reverse("quota-lines", args=[quota, "ledger"])).status_code == 404
    assert signed_in(matched.manager).get(reverse("quota-lines", args=[quota, "nothing"])).status_code == 404


def test_the_rows_ask_the_same_number_of_queries_for_few_and_many(matched: Matched) -> None:
    quota = open_quota(matched.manager, "alpha", Limits("All", 40, "x"))

    def asked(what: str) -> int:
        client = signed_in(matched.manager)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("quota-lines", args=[quota, what])).status_code == 200
        return len(queries)

    offered(matched, 3)
    few = [asked(what) for what in ("reserved", "ledger")]
    offered(matched, 27)
    assert [asked(what) for what in ("reserved", "ledger")] == few


def drawn(matched: Matched) -> str:
    """Two grants for three people by points, the last of whom gets none."""
    quota = open_quota(matched.manager, "alpha", Limits("Grants", 2, "x", rule="points"))
    people = [Applicant(matched.best.number, points=93.37), Applicant(matched.second.number, points=81.62),
              Applicant(matched.third.number, points=60.25)]  # fmt: skip
    number = publish_allotment(matched.manager, quota, people, committed=commitment(SEED))
    draw_allotment(matched.manager, number, seed=SEED)
    return number


def test_a_letter_opens_ones_own_reason_and_nobody_elses_facts(matched: Matched) -> None:
    number = drawn(matched)
    message = Message.objects.get(recipient=matched.third.person.number, template="not_allotted")
    text = Client().get(reverse("link", args=[token_from(str(message.facts["link"]))])).content.decode()
    line = AllotmentLine.objects.get(candidate=matched.third)
    for own in ("82 points", commitment(SEED), SEED, line.lot, Allotment.objects.get().digest):
        assert own in text
    for other in (matched.best, matched.second):
        for fact in (other.number, other.person.number, other.person.family_name):
            assert fact not in text
    for score in ("93.37", "81.62"):
        assert score not in text
    assert number not in text


def test_the_sheet_holds_no_number_and_can_be_recomputed(matched: Matched) -> None:
    number = drawn(matched)
    answer = signed_in(matched.actors[Role.FUNDER]).get(reverse("allotment-sheet", args=[number]))
    sheet = json.loads(answer.content)
    assert sheet_faults(sheet) == []
    assert len(sheet["lines"]) == 3
    for one in (matched.best, matched.second, matched.third):
        assert one.number not in answer.content.decode()
    assert signed_in(matched.cast.mallory).get(reverse("allotment-sheet", args=[number])).status_code == 404
    assert signed_in(matched.cast.mallory).get(reverse("allotment", args=[number])).status_code == 404
    text = signed_in(matched.caseworker).get(reverse("allotment", args=[number])).content.decode()
    assert "got what they asked" in text


def test_a_list_altered_after_publishing_stops_the_draw(matched: Matched) -> None:
    quota = open_quota(matched.manager, "alpha", Limits("Grants", 1, "x", rule="points"))
    page = reverse("quota", args=[quota])
    client = signed_in(matched.manager)
    lines = f"{matched.best.number};1;9\n{matched.second.number};1;8;2026-01-01"
    for wrong in (
        f"{matched.best.number};-1",
        f"{matched.best.number};1;nan",
        f"{matched.best.number};;;;V:0:1",
    ):
        sent = client.post(page, {"deed": "publish", "committed": commitment(SEED), "applicants": wrong})
        assert "Line 1 cannot be read" in sent.content.decode()
    sent = client.post(page, {"deed": "publish", "committed": commitment(SEED),
                              "applicants": f"{matched.best.number};;;;V-NO:1:1"})  # fmt: skip
    assert "V-NO is no open vacancy of this scheme" in sent.content.decode()
    client.post(page, {"deed": "publish", "committed": commitment(SEED), "applicants": lines})
    drawing = reverse("allotment", args=[Allotment.objects.get().number])
    AllotmentLine.objects.filter(candidate=matched.second).update(points=10)
    refused = client.post(drawing, {"deed": "draw", "seed": SEED})
    assert refused.status_code == 422
    assert "no longer the one that was published" in refused.content.decode()
    AllotmentLine.objects.filter(candidate=matched.second).update(points=8)
    assert client.post(drawing, {"deed": "draw", "seed": SEED}).status_code == 302
    unread = reverse("allotment-sheet", args=["A-NO"])
    assert client.get(unread).status_code == 404
