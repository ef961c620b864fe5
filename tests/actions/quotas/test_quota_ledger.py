"""The quota ledger: reserve, use, give back, move up, allot; and 64 clients who come at once."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from matching_cast import JAVA, Matched, asking, make_matched, sign_in_as, skilled
from people import make_organisation
from racing import race

from passerelle.actions.matching.offers import Reserved, make_offer, release_offer
from passerelle.actions.matching.referral_life import end_referral
from passerelle.actions.quotas.allotting import Applicant, publish_allotment
from passerelle.actions.quotas.drawing import draw_allotment
from passerelle.actions.quotas.opening import Limits, change_quota, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list, lapse_claims
from passerelle.actions.steps.places.quotas import consume
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.quotas.lottery import commitment
from passerelle.queries.demand.allotments import own_allotments
from passerelle.queries.demand.quota_pages import QuotaFilter, quota_page, quota_rows
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.outbox.models import Message
from passerelle.records.quotas.models import Allotment, AllotmentLine, Entry, Hold, Quota, WaitingEntry
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
CLIENTS = 64
SEED = "a seed of many signs"


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def crowd(people: int, posts: int) -> tuple[Matched, list[str]]:
    """People who agreed to be offered a place of one large vacancy."""
    matched = make_matched(run=False)
    vacancy = asking(matched.cast, JAVA, posts=posts, title="Wanted by all")
    candidates = [skilled(matched.cast.alpha, f"Family {number}", JAVA) for number in range(people)]
    referrals = Referral.objects.bulk_create(
        Referral(candidate=one, vacancy=vacancy, agreed_at=timezone.now()) for one in candidates
    )
    return matched, [one.number for one in referrals]


def opened(matched: Matched, places: int, **facts: Any) -> str:
    return open_quota(matched.manager, "alpha", Limits("Belgium", places, "decision 1", **facts))


def row(number: str) -> Quota:
    return Quota.objects.unscoped("test").get(number=number)


def test_64_clients_never_oversubscribe_a_quota() -> None:
    matched, numbers = crowd(CLIENTS, CLIENTS)
    quota, other = opened(matched, 3, country="BE"), opened(matched, 40, isco="25")
    answers = race([partial(make_offer, matched.employer, number, key=None) for number in numbers])
    assert not [one for one in answers if not isinstance(one, Reserved | Refused)]
    codes = Counter(one.problems[0].code if isinstance(one, Refused) else "done" for one in answers)
    assert codes == {"done": 3, "quota_full": CLIENTS - 3}
    assert (row(quota).taken, row(other).taken) == (3, 3)
    assert Hold.objects.filter(released_at__isnull=True).count() == Entry.objects.count() == 6


@pytest.fixture
def scratch() -> Iterator[None]:
    """A counter like the quota's, without any guard."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE scratch_quota (places integer NOT NULL, taken integer NOT NULL)")
        cursor.execute("INSERT INTO scratch_quota VALUES (1, 0)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE scratch_quota")


def test_without_the_protection_the_same_race_oversells(scratch: None) -> None:
    looked = threading.Barrier(8)

    def look_then_take() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT places - taken FROM scratch_quota")
            free = cursor.fetchone()[0]
        looked.wait(timeout=60)
        with transaction.atomic(), connection.cursor() as cursor:
            if free:
                cursor.execute("UPDATE scratch_quota SET taken = taken + 1")
        return bool(free)

    assert sum(race([look_then_take] * 8)) == 8
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken FROM scratch_quota")
        assert cursor.fetchone()[0] == 8  # of one place


def test_the_database_itself_refuses_one_too_many() -> None:
    matched, _ = crowd(1, 1)
    number = opened(matched, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quota.objects.unscoped("test").filter(number=number).update(taken=2)


def test_reserve_use_and_give_back_are_in_the_ledger() -> None:
    matched, numbers = crowd(3, 3)
    quota = opened(matched, 2)
    opened(matched, 0, country="FR")  # binds nobody here
    first = make_offer(matched.employer, numbers[0], key=None)
    make_offer(matched.employer, numbers[1], key=None)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, numbers[2], key=None)
    assert code(refused) == "quota_full"
    holder = Hold.objects.order_by("pk")[0].candidate_id
    with transaction.atomic():
        assert consume(Writing(), [holder], by=None, at=timezone.now(), why="permit_granted") == 1
    assert (row(quota).taken, row(quota).consumed) == (2, 1)
    release_offer(matched.employer, first.offer, code="employer_withdrew")
    assert (row(quota).taken, row(quota).consumed) == (1, 0)
    end_referral(matched.employer, numbers[1], code="employer_declined")
    assert row(quota).taken == 0
    assert [one.kind for one in Entry.objects.all()] == ["reserve", "reserve", "consume", "release", "release"]
    page = quota_page(matched.manager, quota)
    assert (page.balance.left, len(page.entries), page.holds) == (2, 5, ())


def test_the_next_in_order_moves_up_and_is_told() -> None:
    matched, numbers = crowd(4, 4)
    quota = opened(matched, 1)
    offer = make_offer(matched.employer, numbers[0], key=None)
    people = [
        one.candidate.number
        for one in Referral.objects.unscoped("t").select_related("candidate").order_by("pk")
    ]
    assert join_waiting_list(matched.manager, quota, people[1:3], key="k") == 2
    assert join_waiting_list(matched.manager, quota, people[1:3], key="k") == 2
    for wrong, wanted in (
        (people[:1], "holds_a_place"),
        (people[1:2], "already_waiting"),
        (["C-NO"], "unknown_candidate"),
    ):
        with pytest.raises(Refused) as refused:
            join_waiting_list(matched.manager, quota, wrong)
        assert code(refused) == wanted
    release_offer(matched.employer, offer.offer, code="term_passed")
    assert (row(quota).taken, row(quota).claimed) == (1, 1)
    assert Message.objects.filter(template="moved_up").count() == 1
    with pytest.raises(Refused) as refused:  # the place is kept for the one who moved up
        make_offer(matched.employer, numbers[3], key=None)
    assert code(refused) == "quota_full"
    assert lapse_claims(now=timezone.now() + timedelta(days=3)) == 0
    assert lapse_claims(now=timezone.now() + timedelta(days=8)) == 1
    assert WaitingEntry.objects.get(left_at__isnull=True).candidate.number == people[2]
    make_offer(matched.employer, numbers[2], key=None)
    assert (row(quota).taken, row(quota).claimed) == (1, 0)
    assert set(WaitingEntry.objects.values_list("left_code", flat=True)) == {"lapsed", "offered"}


def test_a_quota_is_never_changed_below_what_is_taken() -> None:
    matched, numbers = crowd(2, 2)
    quota = opened(matched, 2, country="BE")
    make_offer(matched.employer, numbers[0], key=None)
    limits = partial(Limits, "Belgium", source="decision 2", country="BE")
    for deed, wanted in (
        (lambda: change_quota(matched.manager, quota, limits(0)), "below_taken"),
        (lambda: change_quota(matched.manager, quota, Limits("x", 2, "y", country="FR")), "in_use"),
        (lambda: change_quota(matched.manager, quota, limits(2), version=9), "stale"),
        (lambda: opened(matched, 1, rule="wish"), "unknown_code"),
        (lambda: opened(matched, 1, employer="O-NO"), "unknown_code"),
        (lambda: open_quota(matched.manager, "alpha", Limits(" ", 1, "x")), "fact_missing"),
        (lambda: open_quota(matched.manager, "alpha", Limits("x", 1, " ")), "fact_missing"),
        (
            lambda: opened(matched, 1, starts=timezone.localdate(), ends=timezone.localdate() - timedelta(1)),
            "dates_reversed",
        ),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code(refused) == wanted
    change_quota(matched.manager, quota, limits(1), version=1)
    assert (row(quota).places, row(quota).taken) == (1, 1)
    named = opened(matched, 1, employer=matched.cast.employer.number)
    assert row(named).employer == matched.cast.employer
    for actor in (matched.cast.mallory, matched.caseworker):
        with pytest.raises(NotPermitted):
            change_quota(actor, quota, limits(2))
        with pytest.raises(NotPermitted):
            join_waiting_list(actor, quota, [])
    with pytest.raises(NotPermitted):
        open_quota(matched.cast.mallory, "alpha", limits(2))
    with pytest.raises(NotPermitted):
        quota_page(matched.cast.mallory, quota)
    once = open_quota(matched.manager, "alpha", limits(7), key="k")
    assert open_quota(matched.manager, "alpha", limits(7), key="k") == once
    assert quota_rows(matched.manager, QuotaFilter(scheme="alpha", text="Belg")).count() == 3


def test_an_allotment_is_published_then_drawn_and_each_reads_their_own() -> None:
    matched, _ = crowd(1, 1)
    quota = opened(matched, 2, rule="lists")
    seat = matched.developer
    people = [matched.best, matched.second, matched.third, matched.nurse]
    choice = {"vacancy": seat.number, "rank": 1}
    listed = [Applicant(one.number, points=9.0 - place, choices=({**choice, "post_rank": place},))
              for place, one in enumerate(people[:3], start=1)]  # fmt: skip
    listed.append(Applicant(matched.nurse.number, points=20.0))
    for applicants, committed, wanted in (
        (listed, "short", "bad_commitment"),
        ([], commitment(SEED), "nobody"),
        ([Applicant("C-NO")], commitment(SEED), "unknown_applicant"),
    ):
        with pytest.raises(Refused) as refused:
            publish_allotment(matched.manager, quota, applicants, committed=committed)
        assert code(refused) == wanted
    number = publish_allotment(matched.manager, quota, listed, committed=commitment(SEED), key="k")
    assert publish_allotment(matched.manager, quota, listed, committed=commitment(SEED), key="k") == number
    with pytest.raises(Refused) as refused:
        draw_allotment(matched.manager, number, seed="a seed of other signs")
    assert code(refused) == "wrong_seed"
    assert draw_allotment(matched.manager, number, seed=SEED, key="drawn-once") == 2
    assert draw_allotment(matched.manager, number, seed=SEED, key="drawn-once") == 2  # sent twice, drawn once
    with pytest.raises(Refused) as refused:
        draw_allotment(matched.manager, number, seed=SEED)
    assert code(refused) == "already_drawn"
    reasons = dict(AllotmentLine.objects.values_list("candidate__number", "reason"))
    assert reasons[matched.nurse.number] == "no_seat"
    assert reasons[matched.best.number] == "allotted"
    assert Message.objects.filter(template="allotted").count() == 2
    assert Message.objects.filter(template="not_allotted").count() == 2
    assert row(quota).claimed == 2
    person = matched.actors[Role.CANDIDATE]
    sign_in_as(matched.third, person)
    me = actor_of(User.objects.get(pk=person.id), on=timezone.localdate())
    mine = own_allotments(me)
    assert [(one.line.candidate, one.line.reason, one.applicants) for one in mine] == [
        (matched.third, "no_seat", 4)
    ]
    with pytest.raises(NotPermitted):
        own_allotments(matched.manager)
    with pytest.raises(NotPermitted):
        draw_allotment(matched.manager, "A-NO", seed=SEED)
    with pytest.raises(NotPermitted):
        draw_allotment(matched.cast.mallory, number, seed=SEED)


def test_places_taken_after_publishing_stop_the_draw_and_firms_share_pro_rata() -> None:
    matched, numbers = crowd(1, 1)
    quota = opened(matched, 3, rule="pro_rata")
    firms = [make_organisation(f"University {one}", "university", "ES") for one in range(2)]
    listed = [
        Applicant(firms[0].number, asked=4),
        Applicant(firms[1].number, asked=2),
        Applicant(matched.cast.employer.number, asked=0),
    ]
    number = publish_allotment(matched.manager, quota, listed, committed=commitment(SEED))
    make_offer(matched.employer, numbers[0], key=None)
    with pytest.raises(Refused) as refused:
        draw_allotment(matched.manager, number, seed=SEED)
    assert code(refused) == "places_gone"
    again = publish_allotment(matched.manager, quota, listed, committed=commitment(SEED))
    assert draw_allotment(matched.manager, again, seed=SEED) == 2
    lines = Allotment.objects.get(number=again).lines.all()
    assert sum(one.got or 0 for one in lines) == 2
    assert Message.objects.filter(recipient__contains="@").exists()
