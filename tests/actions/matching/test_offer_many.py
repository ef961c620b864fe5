"""Agreeing, offering and accepting for many at once follow the rules of the single acts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from matching_cast import JAVA, SQL, Matched, asking, skilled

from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.offer_many import accept_offers, agree_many, make_offers
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.actions.steps.writing import without_letters
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.quotas.models import Hold
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def referred(matched: Matched) -> list[str]:
    """Referrals of the two people proposed, best first; none has agreed."""
    rows = [(matched.proposal(one).number, 1) for one in (matched.best, matched.second)]
    return accept_many(matched.caseworker, matched.run.number, rows, shown_at=None, key=None)


def crowd(matched: Matched, count: int, *, posts: int) -> list[str]:
    """People who agreed to be seen for one vacancy of so many places."""
    vacancy = asking(matched.cast, JAVA, SQL, title="Many", posts=posts)
    people = [skilled(matched.cast.alpha, f"Person {place}", JAVA) for place in range(count)]
    rows = [Referral(candidate=one, vacancy=vacancy, agreed_at=timezone.now()) for one in people]
    return [one.number for one in Referral.objects.bulk_create(rows)]


def test_two_people_from_the_agreement_to_the_place(matched: Matched, referred: list[str]) -> None:
    agree_many(matched.caseworker, referred, key="a")
    agree_many(matched.caseworker, referred, key="a")
    agree_many(matched.caseworker, referred)  # who has agreed stays as it is
    made = make_offers(matched.employer, referred, key="o")
    assert make_offers(matched.employer, referred, key="o") == made
    assert list(made.offers) == referred
    assert made.left == {}
    places = Offer.objects.order_by("pk").values_list("place__ordinal", "exclusive")
    assert list(places) == [(1, True), (2, True)]
    accept_offers(matched.caseworker, list(made.offers.values()), key="y")
    accept_offers(matched.caseworker, list(made.offers.values()), key="y")
    accept_offers(matched.caseworker, list(made.offers.values()))
    assert Offer.objects.filter(accepted_at__isnull=False, version=2).count() == 2
    assert set(Journey.objects.unscoped("test").values_list("stage", flat=True)) == {"agreed"}
    assert Message.objects.filter(template="offered").count() == 2
    assert Event.objects.filter(action="offer.make").count() == 1


def test_who_comes_after_the_last_place_is_left(matched: Matched) -> None:
    numbers = crowd(matched, 4, posts=2)
    made = make_offers(matched.employer, numbers)
    assert list(made.offers) == numbers[:2]
    assert made.left == dict.fromkeys(numbers[2:], "no_place_left")
    again = make_offers(matched.employer, numbers[:1])
    assert again.left == {numbers[0]: "already_offered"}


def test_one_person_is_offered_one_place_in_one_act(matched: Matched) -> None:
    (first,) = crowd(matched, 1, posts=1)
    candidate = Referral.objects.unscoped("test").get(number=first).candidate
    other = asking(matched.cast, title="Another")
    second = Referral.objects.create(candidate=candidate, vacancy=other, agreed_at=timezone.now()).number
    made = make_offers(matched.employer, [first, second])
    assert list(made.offers) == [first]
    assert made.left == {second: "has_a_place"}


def test_a_quota_gives_its_places_in_the_order_asked(matched: Matched) -> None:
    open_quota(matched.manager, "alpha", Limits(name="Three", places=3, source="a source"))
    numbers = crowd(matched, 5, posts=5)
    made = make_offers(matched.employer, numbers)
    assert list(made.offers) == numbers[:3]
    assert set(made.left.values()) == {"quota_full"}
    assert Hold.objects.count() == Offer.objects.count() == 3


@pytest.mark.parametrize(
    ("model", "facts", "code"),
    [
        (Vacancy, {"closed_on": "2026-03-02"}, "vacancy_closed"),
        (Candidate, {"withdrawn_on": "2026-03-02"}, "candidate_withdrawn"),
        (Referral, {"agreed_at": None}, "not_agreed"),
        (Referral, {"ended_at": "2026-03-02T09:00Z", "end_code": "vacancy_closed"}, "referral_ended"),
    ],
)
def test_what_ended_meanwhile_gets_no_offer(
    matched: Matched, model: type[Vacancy], facts: dict[str, str], code: str
) -> None:
    numbers = crowd(matched, 2, posts=2)
    model.objects.unscoped("test").update(**facts)
    assert make_offers(matched.employer, numbers).left == dict.fromkeys(numbers, code)
    assert not Offer.objects.exists()


def test_nobody_out_of_reach_is_agreed_offered_or_accepted(matched: Matched, referred: list[str]) -> None:
    for actor in (matched.cast.mallory, matched.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            agree_many(actor, referred)
    agree_many(matched.caseworker, referred)
    for actor in (matched.cast.mallory, matched.actors[Role.CANDIDATE], matched.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            make_offers(actor, referred)
    made = make_offers(matched.employer, referred)
    with pytest.raises(NotPermitted):
        accept_offers(matched.employer, list(made.offers.values()))  # nobody accepts their own offer
    with pytest.raises(NotPermitted):
        accept_offers(matched.caseworker, ["E-NONE"])
    Offer.objects.update(released_at=timezone.now(), release_code="term_passed")
    with pytest.raises(Refused):
        accept_offers(matched.caseworker, list(made.offers.values()))


def test_many_cost_no_more_questions_than_few(matched: Matched) -> None:
    counts = []
    for size in (3, 30):
        numbers = crowd(matched, size, posts=size)
        with CaptureQueriesContext(connection) as asked:
            made = make_offers(matched.employer, numbers)
            accept_offers(matched.caseworker, list(made.offers.values()))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_replay_writes_to_nobody(matched: Matched) -> None:
    numbers = crowd(matched, 2, posts=2)
    with without_letters():
        make_offers(matched.employer, numbers[:1])
    assert not Message.objects.filter(template="offered").exists()
    make_offers(matched.employer, numbers[1:])
    assert Message.objects.filter(template="offered").count() == 1
