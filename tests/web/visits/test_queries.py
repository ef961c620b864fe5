"""As many queries for thirty hosts, findings and alerts as for three."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from people import make_organisation
from stay_cast import TODAY, Placed, another_placed, make_placed
from visit_cast import now

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.queries.protection.incidents import incidents
from passerelle.queries.protection.season_alerts import season_alerts
from passerelle.queries.protection.visit_plan import visit_plan
from passerelle.queries.protection.visits import findings, with_states
from passerelle.queries.protection.welfare_day import due_list
from passerelle.records.grievances.models import Grievance, Hearer
from passerelle.records.stays.models import Recall, Stay
from passerelle.records.visits.models import Finding, Incident, Visit
from passerelle.records.work.models import WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AT = "2026-06-10T08:00:00Z"


def fill(placed: Placed, first: int, last: int) -> None:
    """One more host each time, with a visit, a late finding, an incident, a flag, a grievance and an alert."""
    officer = placed.actor(Role.WELFARE_OFFICER).id
    for at in range(first, last):
        host = make_organisation(f"Farm {at}")
        one, back = another_placed(placed, f"One{at}"), another_placed(placed, f"Back{at}")
        Stay.objects.unscoped("test").filter(pk__in=[one.pk, back.pk]).update(host=host)
        Recall.objects.create(stay=back, season=2027, recalled=True, said_at=AT)
        visit = Visit.objects.create(
            scheme=placed.hired.cast.alpha, host=host, officer_id=officer, planned_on=TODAY, checklist="2026-1"
        )
        Finding.objects.create(
            visit=visit, code="rooms", severity="serious", text="x", action="y", owner="employer", due_on=TODAY
        )
        Incident.objects.create(stay=one, kind="accident", severity="serious", text="x", reporter="team",
                                reported_at=AT)  # fmt: skip
        WorkFlag.objects.create(stay=one, month=date(2026, 5, 1), code="rent", found="worse", source="employer",
                                raised_at=AT)  # fmt: skip
        row = Grievance.objects.create(stay=one, person=one.journey.candidate.person, subject="pay",
                                       severity="serious", channel="page", language="en", text="x",
                                       told_at=AT)  # fmt: skip
        Hearer.objects.create(grievance=row, user_id=officer, since=AT)


def counts(actor: Actor) -> tuple[list[int], list[int]]:
    """Queries and rows of each reading."""
    queries, rows = [], []
    for read in (
        lambda: visit_plan(actor, today=now()),
        lambda: with_states(findings(actor), now()),
        lambda: incidents(actor),
        lambda: season_alerts(actor, today=now()),
        lambda: due_list(actor, today=now()),
    ):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            rows.append(len(read()))
        queries.append(len(caught))
    return queries, rows


def test_readings_ask_as_often_for_thirty_as_for_three() -> None:
    placed = make_placed()
    officer = placed.actor(Role.WELFARE_OFFICER)
    fill(placed, 0, 3)
    few, some = counts(officer)
    fill(placed, 3, 30)
    many, all_ = counts(officer)
    assert some == [4, 3, 3, 3, 18]
    assert all_ == [31, 30, 30, 30, 180]
    assert few == many
