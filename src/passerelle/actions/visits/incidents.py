"""An incident is reported openly, followed step by step, and closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.visits.reach import (
    account_of,
    closed_already,
    must_be_one_of,
    must_say,
    tell_free_officers,
    tell_role,
)
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach, Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.incidents import KINDS, OUTCOMES, REPORTERS, SEVERITIES, severity_of
from passerelle.records.mentoring.models import Helper
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
    stay = _stay(actor, stay_number)
    known = replace(said, reporter=_reporter(actor, stay, said.reporter))
    with _reporting(actor, stay, known, today=today, key=key) as (note, row):
        for role in TOLD if not note.replayed else ():
            tell_role(note, "incident_reported", scheme=stay.journey.candidate.scheme, role=role)
    return row


def report_as_mentor(
    actor: Actor, helper_number: str, said: Report, *, today: date, key: str | None = None
) -> Incident:
    """A mentor reports of somebody who agreed to that; host and team read it only once an officer opens it.

    It goes to the welfare officers without a tie to the host, of the scheme or else of another one. Refused as
    ``report``; ``NotPermitted`` where the person does not agree (any more).
    """
    actor.must(Permission.MENTEE_READ)
    rows = Helper.objects.visible_to(actor).filter(account=actor.id, answer="yes", until__isnull=True)
    helper = rows.select_related("stay__journey__candidate__scheme").filter(number=helper_number).first()
    if helper is None:
        raise NotPermitted(helper_number)
    stay = helper.stay
    known = replace(said, reporter="mentor")
    with _reporting(actor, stay, known, held_back=True, today=today, key=key) as (note, row):
        if not note.replayed:
            tell_free_officers(note, "incident_reported", stay)
    return row


def open_to_all(actor: Actor, number: str, *, version: int) -> Incident:
    """An officer opens what a mentor told to host and team; the team is told. Refused: ``open_already``."""
    with writing(actor, "incident.open", purpose=Purpose.PROTECTION) as note:
        row = _open(actor, number, version)
        if not actor.may(Permission.WORK_FLAG):
            raise NotPermitted(number)
        if not row.held_back:
            raise Refused([Problem("open_already", Text("Host and team read this already."))])
        row.held_back = False
        save_next(row)
        scheme = row.stay.journey.candidate.scheme
        tell_role(note, "incident_reported", scheme=scheme, role=Role.SCHEME_MANAGER)
        _note(note, row)
    return row


@contextmanager
def _reporting(  # who reports what of whom
    actor: Actor, stay: Stay, said: Report, *, today: date, key: str | None, held_back: bool = False
) -> Iterator[tuple[Writing, Incident]]:
    """The frame of a report: what was said is sound, and kept once."""
    text = must_say(said.text)
    must_be_one_of(said.kind, KINDS, "kind")
    severity = said.severity or severity_of(said.kind)
    must_be_one_of(severity, SEVERITIES, "severity")
    if said.happened_on is not None and said.happened_on > today:
        raise Refused([Problem("future_day", Text("This day has not come yet."), column="happened_on")])
    content = [stay.number, said.kind, severity, text, str(said.happened_on), said.reporter]
    with writing(actor, "incident.report", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            yield note, Incident.objects.visible_to(actor).get(number=str(note.answer))
            return
        row = Incident.objects.create(
            stay=stay,
            kind=said.kind,
            severity=severity,
            country=stay.country,
            happened_on=said.happened_on,
            text=text[:4_000],
            reporter=said.reporter,
            held_back=held_back,
            reported_by_id=actor.id,
            reported_at=timezone.now(),
        )
        yield note, row
        note.answer = row.number
        _note(note, row)
        note.about(*(() if row.held_back else (stay.number,)))


def add_step(actor: Actor, number: str, text: str, *, whom: str = "", version: int) -> Incident:
    """Write down what was done, or who was told (``whom``: one of those whose clock runs)."""
    said = must_say(text)
    with writing(actor, "incident.step", purpose=Purpose.PROTECTION) as note:
        row = _open(actor, number, version)
        IncidentStep.objects.create(
            incident=row, whom=whom[:20], text=said[:2_000], by_id=actor.id, at=timezone.now()
        )
        save_next(row)
        _note(note, row)
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
        _note(note, row)
    return row


def _note(note: Writing, row: Incident) -> None:
    """The event of one that is held back carries its own number alone."""
    note.about(row.number)
    if not row.held_back:
        note.scheme_code = row.stay.journey.candidate.scheme.code


def may_close(actor: Actor, row: Incident) -> bool:
    """Staff of the scheme, never the host by itself; of one held back, whoever hears it."""
    if row.held_back:
        return actor.may(Permission.WORK_FLAG)
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
