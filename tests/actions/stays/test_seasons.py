"""Seasons that repeat: an authorisation as stated, and a host that calls back, or not, with a reason."""

from datetime import date, timedelta

import pytest
from contract_cast import Hired
from django.utils import timezone
from leaving_cast import depart, make_leaving, move

from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.plan_days import must_be_lawful, plan_days
from passerelle.actions.stays.seasons import Stated, recall, state_season_right
from passerelle.actions.steps.guards.legal import GUARD_CHECKS
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.pathways.short_stays import Stay as Spent
from passerelle.queries.pathways.route_case import case_for
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.stays.models import Recall, SeasonRight, Stay
from passerelle.records.stays.visits import visits_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def after_a_season(people: int = 1) -> tuple[list[Hired], list[Stay]]:
    hired = make_leaving(people, kind="seasonal")
    stays = depart(hired)
    day = timezone.localdate()
    confirm_stays(hired[0].staff, [Confirmed(one.number, day, day) for one in stays])
    for one in hired:
        move(one, "returned")
    return hired, stays


def code_of(act: object, *args: object, **named: object) -> str:
    with pytest.raises(Refused) as found:
        act(*args, **named)  # type: ignore[operator]
    return found.value.problems[0].code


def test_the_host_calls_back_in_one_act_and_the_cases_prepare_again() -> None:
    hired, stays = after_a_season(3)
    employer = hired[0].cast.actors[Role.EMPLOYER]
    moved = recall(employer, [one.number for one in stays[:2]], season=2027)
    assert len(moved) == 2
    recall(employer, [stays[2].number], season=2027, code="fewer_posts")
    stages = [one.journey.__class__.objects.unscoped("t").get(pk=one.journey.pk).stage for one in hired]
    assert stages == ["placed", "placed", "returned"]
    assert list(Recall.objects.order_by("pk").values_list("recalled", "code")) == [
        (True, ""), (True, ""), (False, "fewer_posts"),
    ]  # fmt: skip
    assert Message.objects.filter(template="season_recalled").count() == 2
    again = depart(hired[:2])
    assert [one.ordinal for one in again] == [2, 2]


def test_an_answer_is_given_once_after_the_season_with_a_reason_from_the_list() -> None:
    [hired], [stay] = after_a_season()
    employer = hired.cast.actors[Role.EMPLOYER]
    assert code_of(recall, employer, [], season=2027) == "nothing_said"
    assert code_of(recall, employer, [stay.number], season=2027, code="complained") == "unknown_code"
    assert code_of(recall, employer, [stay.number], season=2027, code="other") == "note_missing"
    assert code_of(recall, employer, [stay.number], season=1999) == "unlikely_season"
    recall(employer, [stay.number], season=2027, code="other", note_text="Frost")
    assert code_of(recall, employer, [stay.number], season=2027) == "already_said"
    with pytest.raises(NotPermitted):
        recall(hired.cast.actors[Role.CANDIDATE], [stay.number], season=2027)


def test_a_season_under_way_and_a_stay_that_is_no_season_have_no_recall() -> None:
    [hired] = make_leaving(kind="seasonal")
    [stay] = depart([hired])
    assert code_of(recall, hired.staff, [stay.number], season=2027) == "not_over"
    Stay.objects.unscoped("test").update(kind="work")
    assert code_of(recall, hired.staff, [stay.number], season=2027) == "no_season"


def test_what_an_authorisation_says_has_a_source_and_what_it_does_not_say_is_unknown() -> None:
    [hired], [stay] = after_a_season()
    row = state_season_right(hired.staff, stay.number, Stated("permit of 2026", months_a_year=9))
    assert (row.return_duty, row.valid_from, row.confirmed) == (None, None, False)
    state_season_right(hired.staff, stay.number, Stated("permit of 2026", return_duty=True, confirmed=True))
    assert SeasonRight.objects.filter(replaced_at=None).get().return_duty is True
    assert code_of(state_season_right, hired.staff, stay.number, Stated(" ")) == "source_missing"
    wrong = Stated("x", date(2026, 2, 1), date(2026, 1, 1))
    assert code_of(state_season_right, hired.staff, stay.number, wrong) == "ends_before_it_begins"
    assert code_of(state_season_right, hired.staff, stay.number, Stated("x", months_a_year=13)) == (
        "unlikely_months"
    )
    with pytest.raises(NotPermitted):
        state_season_right(hired.cast.actors[Role.EMPLOYER], stay.number, Stated("x"))


def test_visits_count_from_stays_and_their_stages_are_not_counted_twice() -> None:
    [hired] = make_leaving(kind="business_visit")
    [stay] = depart([hired])
    move(hired, "arrived")
    move(hired, "visit_started")
    day = timezone.localdate()
    person = hired.candidate.person_id
    assert visits_of([person], today=day)[person].spent == (Spent(day, day),)
    Stay.objects.unscoped("test").update(arrived_on=date(2026, 11, 1))
    assert visits_of([person], today=day)[person].spent == (Spent(date(2026, 11, 1), day),)
    assert stay.kind == "visit"


def test_visits_in_another_scheme_count_for_the_guard_as_on_the_page() -> None:
    [hired] = make_leaving(kind="business_visit")
    depart([hired])
    elsewhere = Candidate.objects.create(person=hired.candidate.person, scheme=hired.cast.beta)
    day = timezone.localdate()
    assert GUARD_CHECKS["short_stay_days_left"]([elsewhere.pk]) == {elsewhere.pk}
    Stay.objects.unscoped("test").update(arrived_on=day - timedelta(100))
    assert GUARD_CHECKS["short_stay_days_left"]([elsewhere.pk]) == set()


def test_planned_visits_of_two_schemes_count_together_for_the_traveller() -> None:
    [hired] = make_leaving(kind="business_visit")
    [first] = depart([hired])
    day = timezone.localdate()
    plan_days(hired.staff, first.number, begins=day + timedelta(10), ends=day + timedelta(54))  # 45 days
    elsewhere = Candidate.objects.create(person=hired.candidate.person, scheme=hired.cast.beta)
    case = Journey.objects.create(
        candidate=elsewhere, scheme_version=hired.journey.scheme_version, track=hired.journey.track,
        stage="departed", since=day,
    )  # fmt: skip
    second = Stay.objects.create(journey=case, ordinal=1, kind="visit", host=first.host)
    must_be_lawful(second, day + timedelta(60), day + timedelta(104))  # 45 more
    with pytest.raises(Refused) as found:
        must_be_lawful(second, day + timedelta(60), day + timedelta(105))
    assert found.value.problems[0].code == "beyond_last_lawful_day"
    # Its own former plan does not count against the visit that is planned anew.
    plan_days(hired.staff, first.number, begins=day + timedelta(5), ends=day + timedelta(94))
    assert visits_of([elsewhere.person_id], today=day)[elsewhere.person_id].planned == (
        Spent(day + timedelta(5), day + timedelta(94)),
    )


def test_recorded_and_planned_visits_count_for_the_route_of_the_next_one() -> None:
    [hired] = make_leaving(kind="business_visit")
    [stay] = depart([hired])
    day = timezone.localdate()
    plan_days(hired.staff, stay.number, begins=day + timedelta(1), ends=day + timedelta(60))
    vacancy = hired.offer.place.vacancy
    candidate = Candidate.objects.unscoped("test").get(pk=hired.candidate.pk)
    assert case_for(candidate, vacancy, day).get("person.stays") is None
    candidate.person.stays = []
    [planned] = case_for(candidate, vacancy, day).get("person.stays")
    assert planned == {"from": day + timedelta(1), "to": day + timedelta(60)}
