"""Shorthand of the tests on visits: a visit planned and made, a finding, an audit drawn over the firm."""

from datetime import date, timedelta

from django.utils import timezone
from people import make_actor
from stay_cast import Placed

from passerelle.actions.visits.audits import draw_audit, open_audit
from passerelle.actions.visits.findings import Found, add_finding
from passerelle.actions.visits.planning import Plan, plan_visit, write_down
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.queries.protection.visit_plan import audit_frame
from passerelle.records.employers.models import EmployerFile
from passerelle.records.visits.models import AuditCase, Finding, Visit

FOUND = Found("rooms", "serious", "Six beds in a room for four.", "Two rooms more.")


def now() -> date:
    """Today, as the actions count it."""
    return timezone.localdate()


def planned(placed: Placed, **facts: object) -> Visit:
    """A visit by the scheme's officer in a week, not announced."""
    given: dict[str, object] = {"planned_on": now() + timedelta(days=7), **facts}
    plan = Plan("alpha", placed.stay.host.number, **given)  # type: ignore[arg-type]
    return plan_visit(placed.actor(Role.WELFARE_OFFICER), plan, today=now())


def made(placed: Placed) -> Visit:
    """A visit made today."""
    row = planned(placed)
    answers = {"rooms": "not_in_order", "pay_slips": "in_order"}
    return write_down(
        placed.actor(Role.WELFARE_OFFICER),
        row.number,
        answers,
        done_on=now(),
        summary="Seen.",
        version=row.version,
        today=now(),
    )


def found(placed: Placed, what: Found = FOUND) -> Finding:
    """A finding of a visit made today."""
    return add_finding(placed.actor(Role.WELFARE_OFFICER), made(placed).number, what)


def drawn(placed: Placed) -> AuditCase:
    """The firm's case in an audit that was drawn today; the firm has a file."""
    EmployerFile.objects.create(
        scheme=placed.hired.cast.alpha, organisation=placed.stay.host, opened_on=date(2026, 1, 1)
    )
    officer = placed.actor(Role.WELFARE_OFFICER)
    audit = open_audit(officer, "alpha", "Pay of June", "Pay slips and transfers", size=3, due_days=30)
    draw_audit(officer, audit.number, audit_frame(officer, audit.scheme_id, today=now()))
    return AuditCase.objects.unscoped("test").get(audit=audit)


def second_officer(placed: Placed, name: str = "second") -> Actor:
    """Another officer of the scheme."""
    return make_actor(name, Role.WELFARE_OFFICER, placed.hired.cast.alpha)
