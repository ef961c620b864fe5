"""A referral's life: agreement, offers that alone reserve places, endings with a code."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from matching_cast import JAVA, SQL, Matched, asking, make_matched, run_now, sign_in_as

from passerelle.actions.matching import offers
from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.refer_by_hand import refer_by_hand
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Offer, Proposal, Referral
from passerelle.records.vacancies.models import Place, Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


@pytest.fixture
def referred(matched: Matched) -> list[str]:
    """Referrals of the two people proposed, best first; none has agreed."""
    rows = [(matched.proposal(one).number, 1) for one in (matched.best, matched.second)]
    return accept_many(matched.caseworker, matched.run.number, rows, shown_at=None, key=None)


def _by_hand(matched: Matched, candidate: Candidate, vacancy: Vacancy) -> str:
    return refer_by_hand(
        matched.caseworker,
        matched.run.number,
        candidate.number,
        vacancy.number,
        reason_code="interview",
        key=None,
    )


def test_the_person_agrees_and_the_journey_follows(matched: Matched, referred: list[str]) -> None:
    person = matched.actors[Role.CANDIDATE]
    with pytest.raises(NotPermitted):
        agree(person, referred[0])
    sign_in_as(matched.best, person)
    me = type(person)(person.id, person.name, tuple(
        type(grant)(grant.role, grant.scheme, grant.organisation, matched.best.person.number)
        for grant in person.grants
    ))  # fmt: skip
    agree(me, referred[0], version=1, key="k")
    agree(me, referred[0], version=1, key="k")
    agree(me, referred[0])
    row = Referral.objects.unscoped("test").get(number=referred[0])
    assert row.agreed_at is not None
    assert row.version == 2
    journey = Journey.objects.unscoped("test").get(candidate=matched.best)
    assert journey.stage == "agreed"
    assert journey.changes.count() == 2


def test_staff_record_the_persons_word_and_employers_cannot(matched: Matched, referred: list[str]) -> None:
    for actor in (matched.employer, matched.cast.mallory, matched.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            agree(actor, referred[0])
    Journey.objects.unscoped("test").update(stage="completed")
    agree(matched.caseworker, referred[0])
    Journey.objects.unscoped("test").all().delete()
    agree(matched.caseworker, referred[1])


def test_no_offer_before_the_person_agreed(matched: Matched, referred: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, referred[0], key=None)
    assert _code(refused) == "not_agreed"


def test_an_offer_reserves_the_lowest_free_place(matched: Matched, referred: list[str]) -> None:
    for number in referred:
        agree(matched.caseworker, number)
    first = make_offer(matched.employer, referred[0], key="k")
    assert make_offer(matched.employer, referred[0], key="k") == first
    second = make_offer(matched.employer, referred[1], key=None)
    assert (first.place, second.place) == (1, 2)
    release_offer(matched.employer, first.offer, code="entered_in_error", version=1, key="r")
    release_offer(matched.employer, first.offer, code="entered_in_error", version=1, key="r")
    assert make_offer(matched.caseworker, referred[0], key=None).place == 1
    assert set(Message.objects.values_list("template", flat=True)) == {"referred", "offered", "offer_released"}


def test_when_nothing_is_left_it_says_what_and_what_next(matched: Matched, referred: list[str]) -> None:
    third = _by_hand(matched, matched.third, matched.developer)
    for number in (*referred, third):
        agree(matched.caseworker, number)
    for number in referred:
        make_offer(matched.employer, number, key=None)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, third, key=None)
    assert _code(refused) == "no_place_left"
    assert "All 2 places" in str(refused.value)
    assert "one more place" in str(refused.value.problems[0].hint)
    other = asking(matched.cast, title="Another")
    Referral.objects.create(candidate=matched.third, vacancy=other)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, third, key=None)
    assert other.number in str(refused.value.problems[0].hint)


def test_one_person_holds_one_place(matched: Matched, referred: list[str]) -> None:
    other = asking(matched.cast, title="Another")
    more = Referral.objects.create(candidate=matched.best, vacancy=other, agreed_at=timezone.now())
    agree(matched.caseworker, referred[0])
    make_offer(matched.employer, referred[0], key=None)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, more.number, key=None)
    assert _code(refused) == "has_a_place"
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, referred[0], key=None)
    assert _code(refused) == "already_offered"


def test_firms_of_a_pairing_meet_several_hosts(db: None) -> None:
    matched = make_matched(act="pairing", per_candidate=2)
    matched.cast.alpha.act = "pairing"
    matched.cast.alpha.save()
    asking(matched.cast, JAVA, SQL, title="Another host")
    matched.run = run_now(matched.cast)
    mine = Proposal.objects.filter(run=matched.run, candidate=matched.best)
    rows = [(one.number, 1) for one in mine]
    numbers = accept_many(matched.caseworker, matched.run.number, rows, shown_at=None, key=None)
    for number in numbers:
        agree(matched.caseworker, number)
        make_offer(matched.caseworker, number, key=None)
    assert list(Offer.objects.values_list("exclusive", flat=True)) == [False, False]


@pytest.mark.parametrize(
    ("model", "facts", "code"),
    [
        (Vacancy, {"closed_on": "2026-03-02"}, "vacancy_closed"),
        (Candidate, {"withdrawn_on": "2026-03-02"}, "candidate_withdrawn"),
    ],
)
def test_what_ended_meanwhile_gets_no_offer(
    matched: Matched, referred: list[str], model: type[Vacancy], facts: dict[str, str], code: str
) -> None:
    agree(matched.caseworker, referred[0])
    model.objects.unscoped("test").update(**facts)
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, referred[0], key=None)
    assert _code(refused) == code


def test_who_may_not_offer_cannot_tell_that_there_is_a_referral(matched: Matched, referred: list[str]) -> None:
    agree(matched.caseworker, referred[0])
    for actor in (matched.cast.mallory, matched.actors[Role.CANDIDATE], matched.actors[Role.FUNDER], SYSTEM):
        with pytest.raises(NotPermitted):
            make_offer(actor, referred[0], key=None)
    offer = make_offer(matched.employer, referred[0], key=None).offer
    for actor in (matched.cast.mallory, matched.actors[Role.FUNDER]):
        with pytest.raises(NotPermitted):
            release_offer(actor, offer, code="term_passed")
        with pytest.raises(NotPermitted):
            end_referral(actor, referred[0], code="vacancy_closed")


def test_ending_a_referral_gives_its_place_back(matched: Matched, referred: list[str]) -> None:
    agree(matched.caseworker, referred[0])
    offer = make_offer(matched.employer, referred[0], key=None).offer
    with pytest.raises(Refused) as refused:
        end_referral(matched.employer, referred[0], code="candidate_declined")
    assert _code(refused) == "unknown_code"
    end_referral(matched.employer, referred[0], code="employer_declined", key="e")
    end_referral(matched.employer, referred[0], code="employer_declined", key="e")
    assert Offer.objects.get(number=offer).release_code == "referral_ended"
    with pytest.raises(Refused) as refused:
        release_offer(matched.employer, offer, code="term_passed")
    assert _code(refused) == "already_released"
    for late in (
        lambda: agree(matched.caseworker, referred[0]),
        lambda: make_offer(matched.employer, referred[0], key=None),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert _code(refused) == "referral_ended"


def test_the_person_may_end_only_their_own(matched: Matched, referred: list[str]) -> None:
    person = matched.actors[Role.CANDIDATE]
    me = type(person)(person.id, person.name, tuple(
        type(grant)(grant.role, grant.scheme, grant.organisation, matched.best.person.number)
        for grant in person.grants
    ))  # fmt: skip
    with pytest.raises(NotPermitted):
        end_referral(me, referred[1], code="candidate_declined")
    end_referral(me, referred[0], code="candidate_declined")
    assert Referral.objects.unscoped("test").get(number=referred[0]).end_code == "candidate_declined"


def test_the_constraint_stands_behind_the_search(
    matched: Matched, referred: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in referred:
        agree(matched.caseworker, number)
    make_offer(matched.employer, referred[0], key=None)
    taken = Place.objects.filter(vacancy=matched.developer, ordinal=1)
    plainly = offers.free_places
    answers = [{matched.developer.pk: list(taken)}]
    monkeypatch.setattr(offers, "free_places", lambda asked: answers.pop(0) if answers else plainly(asked))
    with pytest.raises(Refused) as refused:
        make_offer(matched.employer, referred[1], key=None)
    assert _code(refused) == "no_place_left"
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(
            referral_id=Referral.objects.unscoped("test").get(number=referred[1]).pk, candidate=matched.second,
            place=taken.get(), made_by_id=matched.employer.id, made_at=timezone.now(),
        )  # fmt: skip


def test_another_employer_and_an_unknown_number_look_the_same(matched: Matched, referred: list[str]) -> None:
    agree(matched.caseworker, referred[0])
    offer = make_offer(matched.employer, referred[0], key=None).offer
    for number in (referred[1], "F-NOTHING"):
        with pytest.raises(NotPermitted):
            make_offer(matched.actors[Role.TRAINING_PROVIDER], number, key=None)
    with pytest.raises(NotPermitted):
        release_offer(matched.employer, "E-NOTHING", code="term_passed")
    with pytest.raises(Refused, match="Say why"):
        release_offer(matched.employer, offer, code="because")
