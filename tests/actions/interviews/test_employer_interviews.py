"""An employer's own interviews: times offered, chosen by link or page, results with a reason, the reserve moves up."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, make_matched, scheme_facts, sign_in_as, state
from people import make_candidate
from web.conftest import signed_in

from passerelle.actions.interviews.answer_shortlist import answer_shortlist
from passerelle.actions.interviews.results import record_results
from passerelle.actions.interviews.slots import offer_slots, pick_slot
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.queries.own.tasks import own_tasks
from passerelle.queries.people.actors import actor_of
from passerelle.queries.selection.interview_times import vacancy_interviews
from passerelle.queries.selection.rounds import own_interviews
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.interviews.models import Interview, Round, Slot
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral

SCHEMES = load_folder(shipped_folder())
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched() -> Matched:
    made = make_matched(run=False)
    state(made.cast.alpha, {**scheme_facts(), "track": SCHEMES["digex"].normalised()["track"]})
    for person in (made.best, made.second, made.third):
        row = Referral.objects.create(candidate=person, vacancy=made.developer)
        answer_shortlist(made.employer, {row.number: "interview"})
    return made


def offered(matched: Matched, count: int = 3) -> str:
    first = timezone.now() + timedelta(days=3)
    return offer_slots(
        matched.employer, matched.developer.number, first=first, minutes=30, count=count, place="By video"
    )


def interview(person: Candidate) -> Interview:
    return Interview.objects.unscoped("test").get(candidate=person)


def record(matched: Matched, **results: str) -> int:
    people = {"best": matched.best, "second": matched.second, "third": matched.third}
    given = {interview(people[name]).number: code for name, code in results.items()}
    return record_results(matched.employer, matched.developer.number, given)


def test_everybody_wanted_is_sent_a_link_and_picks_a_time(matched: Matched) -> None:
    offered(matched)
    assert Message.objects.filter(template="interview_slots").count() == 3
    seed = Message.objects.get(template="interview_slots", recipient=matched.best.person.number).facts["link"]
    address, client = reverse("link", args=[token_from(seed)]), Client()
    slot = Slot.objects.first()
    assert slot is not None
    page = client.get(address).content.decode()
    assert f'value="{slot.pk}"' in page
    assert "Alami" not in page
    assert client.post(address, {"slot": str(slot.pk), "key": "k" * 12}).status_code == 200
    assert interview(matched.best).starts_at == slot.starts_at
    assert client.post(address, {"slot": "999999"}).status_code == 422


def test_a_time_is_taken_once_and_choosing_again_frees_the_first(matched: Matched) -> None:
    offered(matched, count=2)
    one, two = Slot.objects.all()
    sign_in_as(matched.best, matched.actors[Role.CANDIDATE])
    actor = matched.actors[Role.CANDIDATE]
    client = signed_in(actor)
    pick_slot(_as(actor), interview(matched.best).number, one.pk)
    client.post(reverse("own-interview-slot", args=[interview(matched.best).number]), {"slot": str(two.pk)})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.interview, two.interview) == (None, interview(matched.best))
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=one.pk).update(interview=interview(matched.best))
    Slot.objects.filter(pk=one.pk).update(interview=interview(matched.second))
    with pytest.raises(Refused) as refused:
        pick_slot(_as(actor), interview(matched.best).number, one.pk)
    assert refused.value.problems[0].code == "slot_taken"
    with pytest.raises(NotPermitted):
        pick_slot(_as(actor), interview(matched.second).number, two.pk)


def test_no_name_before_consent_and_the_name_of_that_one_afterwards(matched: Matched) -> None:
    offered(matched)
    client = signed_in(matched.employer)
    address = reverse("vacancy-interviews", args=[matched.developer.number])
    page = client.get(address).content.decode()
    assert matched.best.number in page
    for told in ("ALAMI", "Alami", "BENNANI", "@people"):
        assert told not in page
    agree(matched.caseworker, Referral.objects.unscoped("test").get(candidate=matched.best).number)
    page = client.get(address).content.decode()
    assert "ALAMI" in page
    assert "BENNANI" not in page


def test_results_are_coded_told_and_close_no_case(matched: Matched) -> None:
    offered(matched)
    assert record(matched, best="selected", second="reserve", third="not_present") == 3
    third = interview(matched.third)
    assert (third.absent, third.reason_code, third.held_at) == (True, "not_present", None)
    referral = Referral.objects.unscoped("test").get(candidate=matched.third)
    assert (referral.end_code, referral.reason_code) == ("employer_declined", "not_present")
    told = set(Message.objects.filter(recipient=matched.third.person.number).values_list("template", flat=True))
    assert "referral_ended" in told
    with pytest.raises(Refused) as refused:
        record(matched, third="other_skills")
    assert refused.value.problems[0].code == "has_result"


@pytest.mark.parametrize(("results", "code"), [({}, "nothing_chosen"), ({"best": "ugly"}, "unknown_code")])
def test_wrong_results_change_nothing(matched: Matched, results: dict[str, str], code: str) -> None:
    offered(matched)
    with pytest.raises(Refused) as refused:
        record(matched, **results)
    assert refused.value.problems[0].code == code
    assert interview(matched.best).outcome == ""


def test_the_reserve_moves_up_in_its_order_when_a_place_frees(matched: Matched) -> None:
    offered(matched)
    Round.objects.unscoped("test").update(places=1, reserve_until=timezone.localdate() + timedelta(days=9))
    record(matched, best="selected")
    record(matched, third="reserve")
    record(matched, second="reserve")
    with pytest.raises(Refused) as refused:
        record(matched, second="selected")
    assert refused.value.problems[0].code == "places_full"
    referral = Referral.objects.unscoped("test").get(candidate=matched.best)
    agree(matched.caseworker, referral.number)
    offer = make_offer(matched.employer, referral.number, key=None)
    release_offer(matched.caseworker, offer.offer, code="candidate_declined")
    assert (interview(matched.third).outcome, interview(matched.second).outcome) == ("selected", "reserve")
    assert interview(matched.third).moved_up_at is not None
    assert Message.objects.get(template="reserve_moved_up").recipient == matched.third.person.number


def test_whoever_said_no_meanwhile_is_passed_over(matched: Matched) -> None:
    offered(matched)
    Round.objects.unscoped("test").update(places=1, reserve_until=timezone.localdate() + timedelta(days=9))
    record(matched, best="selected", third="reserve")
    record(matched, second="reserve")
    says_no(matched, matched.third)
    best = Referral.objects.unscoped("test").get(candidate=matched.best)
    answer_shortlist(matched.employer, {best.number: "other_skills"})
    assert (interview(matched.third).outcome, interview(matched.second).outcome) == ("reserve", "selected")


def test_a_time_is_free_again_once_the_person_says_no_and_no_result_puts_them_forward(matched: Matched) -> None:
    offered(matched)
    slot = Slot.objects.order_by("starts_at")[0]
    slot.interview = interview(matched.third)
    slot.save()
    sign_in_as(matched.third, matched.actors[Role.CANDIDATE])
    person = _as(matched.actors[Role.CANDIDATE])
    assert [one.kind for one in own_tasks(person, "en", now=timezone.now())].count("choose") == 1
    says_no(matched, matched.third)
    slot.refresh_from_db()
    assert slot.interview_id is None
    assert "choose" not in [one.kind for one in own_tasks(person, "en", now=timezone.now())]
    assert [one.times for one in own_interviews(person)] == [()]
    with pytest.raises(Refused) as refused:
        pick_slot(person, interview(matched.third).number, slot.pk)
    assert refused.value.problems[0].code == "was_heard"
    for result in ("selected", "reserve"):
        with pytest.raises(Refused) as refused:
            record(matched, third=result)
        assert refused.value.problems[0].code == "referral_ended"
    assert record(matched, third="not_present") == 1


def says_no(matched: Matched, person: Candidate) -> None:
    number = Referral.objects.unscoped("test").get(candidate=person).number
    end_referral(matched.caseworker, number, code="candidate_declined")


def test_a_reserve_list_ends_on_its_day(matched: Matched) -> None:
    offered(matched)
    Round.objects.unscoped("test").update(places=1, reserve_until=timezone.localdate() - timedelta(days=1))
    record(matched, best="selected")
    record(matched, third="reserve")
    referral = Referral.objects.unscoped("test").get(candidate=matched.best)
    answer_shortlist(matched.employer, {referral.number: "other_skills"})
    assert interview(matched.third).outcome == "reserve"


def test_times_that_cannot_be_offered_are_refused(matched: Matched) -> None:
    offer = partial(offer_slots, matched.employer, matched.developer.number, place="x")
    soon = timezone.now() + timedelta(days=1)
    for wrong, code in (
        ({"first": soon, "minutes": 1, "count": 1}, "minutes"),
        ({"first": soon, "minutes": 30, "count": 61}, "count"),
        ({"first": soon - timedelta(days=2), "minutes": 30, "count": 1}, "in_the_past"),
    ):
        with pytest.raises(Refused) as refused:
            offer(**wrong)
        assert refused.value.problems[0].code == code
    offer(first=soon, minutes=30, count=1)
    with pytest.raises(Refused) as refused:
        offer(first=soon, minutes=30, count=2)
    assert refused.value.problems[0].code == "slots_there"
    assert matched.cast.mallory is not None
    with pytest.raises(NotPermitted):
        offer_slots(matched.cast.mallory, matched.developer.number, first=soon, minutes=9, count=1, place="x")


def test_the_pages_keep_what_is_wrong_and_say_it(matched: Matched) -> None:
    client, number = signed_in(matched.employer), matched.developer.number
    form = {"first": "2030-01-01T10:00", "minutes": "30", "count": "2", "place": "Room 1"}
    assert (
        client.post(reverse("vacancy-interview-times", args=[number]), {**form, "count": "0"}).status_code
        == 422
    )
    assert client.post(reverse("vacancy-interview-times", args=[number]), form).status_code == 302
    assert client.post(reverse("vacancy-interview-results", args=[number]), {}).status_code == 422
    sent = {f"result-{interview(matched.best).number}": "selected"}
    assert client.post(reverse("vacancy-interview-results", args=[number]), sent).status_code == 302
    page = client.get(reverse("vacancy-interviews", args=[number])).content.decode()
    assert "Room 1" in page


def test_the_list_asks_the_same_queries_for_few_and_many(matched: Matched) -> None:

    offered(matched)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            vacancy_interviews(matched.employer, matched.developer.number)
        counts.append(len(queries))
        row = Round.objects.unscoped("test").get()
        for n in range(27):
            Interview.objects.create(round=row, candidate=make_candidate(matched.cast.alpha, f"More {n}"))
    assert counts[0] == counts[1]


def _as(actor: Actor) -> Actor:

    return actor_of(User.objects.get(pk=actor.id), on=timezone.localdate())
