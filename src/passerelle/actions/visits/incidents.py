"""An incident is reported openly, followed step by step, and closed."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.actions.visits.reach import account_of, closed_already, must_be_one_of, must_say, tell_role
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach, Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.incidents import KINDS, OUTCOMES, REPORTERS, SEVERITIES, severity_of
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Incident, IncidentStep

TOLD = (Role.WELFARE_OFFICER, Role.SCHEME_MANAGER)


@dataclass(frozen=True, slots=True)
class Report:
    """What happened; ``happened_on`` ``None``: nobody knows. ``reporter``: who says so, if staff write it."""

    kind: str
    text: str
    happened_on: date | None = None
    severity: str = ""  # empty: as the kind begins
    reporter: str = ""


def report(actor: Actor, stay_number: str, said: Report, *, today: date, key: str | None = None) -> Incident:
    """Report an incident of a stay: the worker of her own, the host of its own, staff of their scheme's.

    Host, team and worker read it. Refused: ``unknown_answer``, ``empty``, ``future_day``.
    """
    text = must_say(said.text)
    must_be_one_of(said.kind, KINDS, "kind")
    severity = said.severity or severity_of(said.kind)
    must_be_one_of(severity, SEVERITIES, "severity")
    if said.happened_on is not None and said.happened_on > today:
        raise Refused([Problem("future_day", Text("This day has not come yet."), column="happened_on")])
    stay = _stay(actor, stay_number)
    reporter = _reporter(actor, stay, said.reporter)
    content = [stay_number, said.kind, severity, text, str(said.happened_on), reporter]
    with writing(actor, "incident.report", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Incident.objects.visible_to(actor).get(number=str(note.answer))
        row = Incident.objects.create(
            stay=stay,
            kind=said.kind,
            severity=severity,
            country=stay.country,
            happened_on=said.happened_on,
            text=text[:4_000],
            reporter=reporter,
            reported_by_id=actor.id,
            reported_at=timezone.now(),
        )
        scheme = stay.journey.candidate.scheme
        for role in TOLD:
            tell_role(note, "incident_reported", scheme=scheme, role=role)
        note.answer, note.scheme_code = row.number, scheme.code
        note.about(row.number, stay.number)
    return row


def add_step(actor: Actor, number: str, text: str, *, whom: str = "", version: int) -> Incident:
    """Write down what was done, or who was told (``whom``: one of those whose clock runs)."""
    said = must_say(text)
    with writing(actor, "incident.step", purpose=Purpose.PROTECTION) as note:
        row = _open(actor, number, version)
        IncidentStep.objects.create(
            incident=row, whom=whom[:20], text=said[:2_000], by_id=actor.id, at=timezone.now()
        )
        save_next(row)
        note.scheme_code = row.stay.journey.candidate.scheme.code
        note.about(row.number)
    return row


def close_incident(actor: Actor, number: str, outcome: str, text: str, *, version: int) -> Incident:
    """Close it with what became of it; the host reports and follows, the scheme's staff close."""
    said = must_say(text)
    must_be_one_of(outcome, OUTCOMES, "outcome")
    with writing(actor, "incident.close", purpose=Purpose.PROTECTION) as note:
        row = _open(actor, number, version)
        if not may_close(actor, row):
            raise NotPermitted(number)
        row.outcome, row.outcome_text = outcome, said[:2_000]
        row.closed_at, row.closed_by_id = timezone.now(), account_of(actor)
        save_next(row)
        note.scheme_code = row.stay.journey.candidate.scheme.code
        note.about(row.number)
    return row


def may_close(actor: Actor, row: Incident) -> bool:
    """Staff of the scheme, never the host by itself."""
    grants = actor.granting(Permission.INCIDENT_WRITE)
    scheme = row.stay.journey.candidate.scheme_id
    return any(REACH[one.role] is Reach.SCHEME and one.scheme == scheme for one in grants)


def _reporter(actor: Actor, stay: Stay, said: str) -> str:
    """Who reports: known from the role, except that staff write down what a worker or mentor told them."""
    own = [one.person for one in actor.granting(Permission.OWN_ACT)]
    if stay.journey.candidate.person.number in own:
        return "worker"
    grants = actor.granting(Permission.INCIDENT_WRITE)
    scheme = stay.journey.candidate.scheme_id
    if any(REACH[one.role] is Reach.SCHEME and one.scheme == scheme for one in grants):
        must_be_one_of(said or "team", REPORTERS, "reporter")
        return said or "team"
    if any(one.organisation == stay.host_id and one.scheme == scheme for one in grants):
        return "employer"
    raise NotPermitted(stay.number)


def _stay(actor: Actor, number: str) -> Stay:
    rows = Stay.objects.visible_to(actor).select_related(
        "journey__candidate__person", "journey__candidate__scheme"
    )
    row = rows.filter(number=number.strip().upper()).first()
    if row is None:
        message = Text("No stay with this number is within your reach.")
        raise Refused([Problem("unknown_stay", message, Text("Look at the number."), column="stay")])
    return row


def _open(actor: Actor, number: str, version: int) -> Incident:
    actor.must(Permission.INCIDENT_WRITE)
    rows = Incident.objects.visible_to(actor).select_for_update(of=("self",))
    row = rows.select_related("stay__journey__candidate__scheme").filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    if row.closed_at is not None:
        raise closed_already()
    must_be_version(row, version)
    return row
