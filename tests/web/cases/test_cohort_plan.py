"""The plan of a whole scheme: each step with its first last day, how many stand how, and who they are."""

from datetime import timedelta

import pytest
from case_cast import state_table
from contract_cast import Hired, hire, make_hired
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from people import make_candidate
from web.cases.test_plan_page import DIGEX, desk
from web.conftest import signed_in

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.queries.cases.case_plan import case_plan
from passerelle.queries.cases.caseload import CaseFilter
from passerelle.queries.cases.cohort_plan import CohortPlan, chosen_plans, cohort_plan
from passerelle.records.audit.models import Event
from passerelle.records.partnerships.models import Organisation
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def cohort_of(people: int) -> Hired:
    """So many people from Nigeria about to prepare for work in Lithuania; the first starts in ten days."""
    made = make_hired(stage="preparing")
    state_table(made.cast.alpha, DIGEX.read_text())
    made.candidate.person.nationality = "NG"
    made.candidate.person.save()
    Organisation.objects.filter(pk=made.candidate.brought_by_id).update(country="NG")
    for place in range(people - 1):
        hire(made.cast, make_candidate(made.cast.alpha, f"More{place}", nationality="NG"), stage="preparing")
    today = timezone.localdate()
    vacancies = Vacancy.objects.unscoped("test")
    vacancies.update(country="LT", start=today + timedelta(days=400))
    vacancies.filter(pk=made.offer.place.vacancy_id).update(start=today + timedelta(days=10))
    return made


@pytest.fixture
def made(db: None) -> Hired:
    return cohort_of(3)


def whole(made: Hired) -> CohortPlan:
    return cohort_plan(made.staff, CaseFilter(scheme="alpha"), on=timezone.localdate())


def page(actor: Actor, **query: str) -> str:
    answer = signed_in(actor).get(reverse("cases-plan"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_a_post_nothing_is_red_but_what_is_late(made: Hired) -> None:
    found = whole(made)
    assert dict(found.verdicts) == {"late": 1, "unknown": 2}
    assert found.red == 1
    shown = page(made.staff, scheme="alpha", step="appointment", state="unknown")
    assert "no post recorded" in shown
    assert "1 case cannot keep its start as planned." in shown


def test_a_post_without_a_channel_makes_every_case_red_until_it_opens(made: Hired) -> None:
    desk(made, None)
    assert dict(whole(made).verdicts) == {"blocked": 3}
    shown = page(made.staff, scheme="alpha", state="blocked")
    assert "3 cases cannot keep their start as planned." in shown
    assert "no channel at this post" in shown
    assert "MORE1" in shown
    desk(made, timezone.localdate())
    assert "blocked" not in whole(made).verdicts


def test_the_sum_is_that_of_each_cases_own_plan(made: Hired) -> None:
    today = timezone.localdate()
    found = whole(made)
    for number, plan in found.plans:
        assert plan.steps == case_plan(made.staff, number, on=today).steps
    for step in found.steps:
        people = sum(len(chosen_plans(found, step=step.code, state=state)) for state in step.counts)
        assert people == len(found.plans)
        days = [
            one.latest
            for _number, plan in found.plans
            for one in plan.steps
            if one.code == step.code and one.latest
        ]
        assert step.first == min(days, default=None)


def test_the_people_behind_a_number_are_read_on_record(made: Hired) -> None:
    page(made.staff, scheme="alpha")
    assert not Event.objects.filter(action="read.cohort_plan").exists()
    shown = page(made.staff, scheme="alpha", step="visa", state="late")
    assert "ALAOUI" in shown
    assert "MORE0" not in shown
    seen = Event.objects.get(action="read.cohort_plan")
    assert seen.subject_rows.filter(number=made.candidate.person.number).exists()


def test_a_filter_names_the_cohort_and_strangers_see_nobody(made: Hired) -> None:
    assert "No case fits this filter" in page(made.staff, track="study")
    assert "No case fits this filter" in page(made.staff, step="nonsense", state="nonsense", stage="applied")
    assert made.cast.mallory is not None
    assert "No case fits this filter" in page(made.cast.mallory)
    candidate = signed_in(made.cast.actors[Role.CANDIDATE])
    assert candidate.get(reverse("cases-plan")).status_code == 404


def test_the_case_and_the_caseload_lead_to_it(made: Hired) -> None:
    client = signed_in(made.staff)
    case = client.get(reverse("case-plan", args=[made.journey.number])).content.decode()
    assert reverse("cases-plan") + "?scheme=alpha" in case
    listed = client.get(reverse("caseload"), {"stage": "preparing"}).content.decode()
    assert reverse("cases-plan") + "?stage=preparing" in listed


def test_queries_are_the_same_for_3_and_for_30(db: None) -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            made = cohort_of(people)
            client = signed_in(made.staff)
            client.get(reverse("cases-plan"))
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("cases-plan"), {"state": "unknown"})
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]
