"""Whoever comes at the same moment: no place is given twice, no pair decided twice; without the guard it is."""

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from matching_cast import JAVA, Matched, asking, make_matched, run_now, skilled
from racing import race

from passerelle.actions.matching.accept import accept
from passerelle.actions.matching.offers import Reserved, make_offer, release_offer
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Offer, Referral

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
CLIENTS = 64


def _codes(answers: list[Any]) -> Counter[str]:
    unforeseen = [one for one in answers if not isinstance(one, Reserved | str | Refused)]
    assert not unforeseen
    return Counter(one.problems[0].code if isinstance(one, Refused) else "done" for one in answers)


@pytest.fixture
def crowd() -> tuple[Matched, list[str]]:
    """64 people who agreed to be offered one of three places."""
    matched = make_matched(run=False)
    vacancy = asking(matched.cast, JAVA, posts=3, title="Wanted by all")
    people = [skilled(matched.cast.alpha, f"Family {number}", JAVA) for number in range(CLIENTS)]
    referrals = Referral.objects.bulk_create(
        Referral(candidate=one, vacancy=vacancy, agreed_at=timezone.now()) for one in people
    )
    return matched, [one.number for one in referrals]


def test_64_clients_for_three_places_never_oversell(crowd: tuple[Matched, list[str]]) -> None:
    matched, numbers = crowd
    answers = race([partial(make_offer, matched.employer, number, key=None) for number in numbers])
    assert _codes(answers) == {"done": 3, "no_place_left": CLIENTS - 3}
    held = Offer.objects.filter(released_at__isnull=True)
    assert sorted(held.values_list("place__ordinal", flat=True)) == [1, 2, 3]
    assert Event.objects.filter(action="offer.make").count() == 3
    assert Message.objects.filter(template="offered").count() == 3


def test_cancel_and_rebook_in_the_crowd_never_oversells(crowd: tuple[Matched, list[str]]) -> None:
    matched, numbers = crowd
    first = [make_offer(matched.employer, number, key=None) for number in numbers[:3]]
    rebooking = [partial(make_offer, matched.employer, number, key=None) for number in numbers[3:]]
    giving_back = [partial(release_offer, matched.employer, one.offer, code="term_passed") for one in first]
    answers = race([*giving_back, *rebooking])
    codes = _codes([one or "done" for one in answers])
    held = Offer.objects.filter(released_at__isnull=True)
    places = list(held.values_list("place_id", flat=True))
    assert len(places) == len(set(places)) <= 3
    assert codes["done"] == 3 + len(places)


def test_one_person_and_many_employers_end_with_one_place() -> None:
    matched = make_matched(run=False)
    vacancies = [asking(matched.cast, JAVA, title=f"Job {number}") for number in range(16)]
    referrals = Referral.objects.bulk_create(
        Referral(candidate=matched.best, vacancy=one, agreed_at=timezone.now()) for one in vacancies
    )
    answers = race([partial(make_offer, matched.employer, one.number, key=None) for one in referrals])
    assert _codes(answers) == {"done": 1, "has_a_place": 15}


def test_two_people_deciding_the_same_pair_at_once() -> None:
    matched = make_matched()
    number = matched.proposal(matched.best).number
    deciding = [matched.manager, matched.caseworker] * 4
    answers = race([partial(accept, one, number, version=1, shown_at=None, key=None) for one in deciding])
    assert _codes(answers) == {"done": 1, "already_decided": 7}
    assert Referral.objects.unscoped("test").count() == 1


def test_a_double_click_sent_at_once_gets_one_answer() -> None:
    matched = make_matched()
    number = matched.proposal(matched.best).number
    clicks = [partial(accept, matched.caseworker, number, version=1, shown_at=None, key="k")] * 8
    answers = race(clicks)
    assert _codes(answers) == {"done": 8}
    assert len(set(answers)) == 1


def test_two_workers_carry_out_a_run_once() -> None:
    matched = make_matched(run=False)
    runs = race([partial(run_now, matched.cast) for _ in range(3)])
    assert sorted(run.ordinal for run in runs) == [1, 2, 3]
    assert {run.state for run in runs} == {"ready"}


# The control: the same race on a table of its own, with and without the constraint.
@pytest.fixture
def scratch() -> Iterator[str]:
    """A table like the offers', without any guard."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE scratch_offer (place integer NOT NULL, client integer NOT NULL)")
    yield "scratch_offer"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE scratch_offer")


def _look_then_take(client: int, looked: threading.Barrier) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM scratch_offer WHERE place = 1")
        free = cursor.fetchone()[0] == 0
    looked.wait(timeout=60)  # everybody has looked before anybody takes
    if not free:
        return "full"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO scratch_offer (place, client) VALUES (1, %s)", [client])
    except IntegrityError:
        return "full"
    return "done"


def _sold(clients: int) -> Counter[str]:
    looked = threading.Barrier(clients)
    return Counter(race([partial(_look_then_take, number, looked) for number in range(clients)]))


def test_without_the_constraint_the_same_race_oversells(scratch: str) -> None:
    assert _sold(16)["done"] > 1


def test_with_the_constraint_alone_it_does_not(scratch: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX scratch_once ON scratch_offer (place)")
    assert _sold(16)["done"] == 1


def test_the_real_table_has_that_constraint_in_the_database() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Offer._meta.db_table)
    for constraint in Offer._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert found[str(constraint.name)]["unique"]


@pytest.mark.full
def test_many_rounds_of_64_clients_never_oversell(crowd: tuple[Matched, list[str]]) -> None:
    matched, numbers = crowd
    for _ in range(20):
        answers = race([partial(make_offer, matched.employer, number, key=None) for number in numbers])
        assert _codes(answers) == {"done": 3, "no_place_left": CLIENTS - 3}
        won = [one for one in answers if isinstance(one, Reserved)]
        assert sorted(one.place for one in won) == [1, 2, 3]
        race([partial(release_offer, matched.employer, one.offer, code="entered_in_error") for one in won])
