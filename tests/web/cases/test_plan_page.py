"""A plan is red until a desk opens, says where its figures come from, and is read on record."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from case_cast import state_table
from contract_cast import TERMS, Hired, make_hired, signed_contract
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from people import make_organisation
from web.conftest import signed_in

from passerelle.actions.permits.prepare import PostFacts, keep_post, record_wait
from passerelle.domain.access.roles import Role
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.durations import expected_days
from passerelle.domain.planning.backward import PlannedStep
from passerelle.queries.cases.case_plan import CasePlan, case_plan
from passerelle.queries.legal.departures import departure_rows
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation
from passerelle.records.pathways.models import Confirmation
from passerelle.records.permits.models import PermitFile
from passerelle.records.selection.models import Offer
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DIGEX = Path(__file__).parents[3] / "schemes" / "digex.toml"


@pytest.fixture
def hired(db: None) -> Hired:
    """Somebody from Nigeria about to prepare for work in Lithuania, with a desk that takes nobody."""
    made = make_hired(stage="preparing")
    state_table(made.cast.alpha, DIGEX.read_text())
    person = made.candidate.person
    person.nationality = "NG"
    person.save()
    Organisation.objects.filter(pk=made.candidate.brought_by_id).update(country="NG")
    Vacancy.objects.unscoped("test").update(country="LT", start=_today() + timedelta(days=400))
    desk(made, None)
    made.journey.scheme_version.refresh_from_db()
    return made


def _today() -> date:
    return timezone.localdate()


def desk(hired: Hired, opened: date | None, place: str = "Abuja") -> str:
    facts = PostFacts("LT", "NG", place, opened, opening_known=True, source="recorded by staff")
    return keep_post(hired.staff, facts)


def plan(hired: Hired) -> CasePlan:
    return case_plan(hired.staff, hired.journey.number, on=_today())


def states(found: CasePlan) -> dict[str, str]:
    return {one.code: one.state for one in found.steps}


def text(hired: Hired, role: Role = Role.CASEWORKER, status: int = 200) -> str:
    actor = hired.cast.actors[role]
    answer = signed_in(actor).get(reverse("case-plan", args=[hired.journey.number]))
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_plan_is_red_until_the_desk_opens(hired: Hired) -> None:
    assert plan(hired).verdict == "blocked"
    shown = text(hired)
    assert "No consular post takes applications from NG for LT" in shown
    assert 'role="alert"' in shown
    post = desk(hired, _today())
    record_wait(hired.staff, post, days=40, on=_today(), source="an applicant")
    found = plan(hired)
    assert states(found)["test"] == "done"
    assert found.verdict == "unknown"  # Nigeria's exit papers are not described
    appointment = next(one for one in found.steps if one.code == "appointment")
    assert (appointment.days, appointment.basis) == (40, "observed")
    shown = text(hired)
    assert "observed at the post" in shown
    assert "assumption of this project" in shown
    assert 'role="alert"' not in shown


def test_a_start_too_near_is_late_with_what_to_do(hired: Hired) -> None:
    desk(hired, _today())
    Vacancy.objects.unscoped("test").update(start=_today() + timedelta(days=10))
    assert plan(hired).verdict == "late"
    assert "Begin these now, or agree a later start." in text(hired)


def test_where_nobody_recorded_a_post_the_appointment_is_unknown(hired: Hired) -> None:
    Vacancy.objects.unscoped("test").update(country="DE")
    found = plan(hired)
    assert states(found)["appointment"] == "unknown"
    assert found.verdict == "unknown"
    shown = text(hired)
    assert "no post recorded" in shown
    assert 'role="alert"' not in shown
    keep_post(hired.staff, PostFacts("DE", "NG", "Abuja", source="a call"))
    assert "not recorded whether the post takes applications" in text(hired)


def test_a_contract_says_the_start_and_is_done_once_signed(hired: Hired) -> None:
    signed_contract(hired)
    found = plan(hired)
    assert found.start == date.fromisoformat(TERMS["start"])
    assert states(found)["contract"] == "done"


def test_the_law_of_the_route_says_how_long_a_decision_takes(hired: Hired) -> None:
    permits = DIGEX.read_text().replace("visa_granted", "permit_granted")
    state_table(hired.cast.alpha, permits.replace('guard = ["permit_granted", ', 'guard = ["visa_granted", '))
    route = next(name for name, one in book().routes.items() if expected_days(one, on=_today()))
    Vacancy.objects.unscoped("test").update(route=route)
    decision = next(one for one in plan(hired).steps if one.code == "decision")
    assert decision.basis == "law"
    assert decision.source
    Vacancy.objects.unscoped("test").update(route="not known")
    decision = next(one for one in plan(hired).steps if one.code == "decision")
    assert decision.basis == "assumption"


def visa(hired: Hired) -> PlannedStep:
    return next(one for one in plan(hired).steps if one.code == "visa")


def test_where_only_a_visa_is_asked_the_laws_days_are_the_visas(hired: Hired) -> None:
    assert visa(hired).basis == "assumption"
    Vacancy.objects.unscoped("test").update(route="lt_blue_card")
    assert (visa(hired).days, visa(hired).basis) == (90, "law")
    assert "law, unconfirmed" in text(hired)
    parameter = book().parameters["BC-09"]
    Confirmation.objects.create(
        parameter="BC-09", digest=parameter.digest, official_text="OJ L 382", article="11",
        by_id=hired.staff.id, at=timezone.now(), compared_on=_today(),
    )  # fmt: skip
    assert visa(hired).basis == "law_confirmed"
    assert "law, confirmed" in text(hired)


def test_another_years_value_is_never_used(hired: Hired) -> None:
    term = book().parameters["DE-81A-TIME"].values
    assert [one.valid_to for one in term] == [date(2026, 12, 31)], "a value of one year alone"
    Vacancy.objects.unscoped("test").update(route="de_81a", start=date(2027, 12, 1))
    found = visa(hired)
    assert (found.days, found.basis, found.why) == (None, "unknown", "no_value")
    assert "the law&#x27;s days for this route and day are not known" in text(hired)
    Vacancy.objects.unscoped("test").update(route="de_16a", start=_today() + timedelta(days=400))
    assert visa(hired).days is None  # the law's tables have no term for this route


def test_the_file_says_the_route_before_the_vacancy_does(hired: Hired) -> None:
    Vacancy.objects.unscoped("test").update(route="lt_blue_card")
    dossier = Dossier.objects.create(
        kind="permit",
        scheme=hired.cast.alpha,
        candidate=hired.candidate,
        journey=hired.journey,
        opened_on=_today(),
    )
    PermitFile.objects.create(
        journey=hired.journey, dossier=dossier, kind="permit", route="schengen_c", opened_on=_today()
    )
    assert visa(hired).basis == "unknown"


def test_a_referral_says_the_place_before_any_offer(hired: Hired) -> None:
    Offer.objects.update(released_at=timezone.now(), release_code="declined", accepted_at=None)
    assert plan(hired).start == _today() + timedelta(days=400)


def test_queries_stay_the_same_however_many_posts(hired: Hired) -> None:
    plan(hired)
    with CaptureQueriesContext(connection) as few:
        plan(hired)
    for place in range(30):
        record_wait(hired.staff, desk(hired, _today(), f"Place {place}"), days=9, on=_today(), source="s")
    with CaptureQueriesContext(connection) as many:
        plan(hired)
    assert len(few) == len(many)


def test_it_is_read_on_record_and_out_of_reach_for_others(hired: Hired) -> None:
    text(hired)
    assert Event.objects.filter(action="read.case_plan", subject_rows__number=hired.journey.number).exists()
    mallory = hired.cast.mallory
    assert mallory is not None
    answer = signed_in(mallory).get(reverse("case-plan", args=[hired.journey.number]))
    assert answer.status_code == 404
    case = signed_in(hired.staff).get(reverse("case", args=[hired.journey.number]))
    assert reverse("case-plan", args=[hired.journey.number]) in case.content.decode()


def test_the_plan_leaves_from_where_the_exit_papers_are_asked(hired: Hired) -> None:
    service = make_organisation("A service of Senegal", country="SN")
    Candidate.objects.unscoped("test").update(brought_by=service)
    found = plan(hired)
    [row] = departure_rows([Journey.objects.unscoped("test").get()])
    assert (found.origin, row.exit.country) == ("SN", "SN")
