"""A visit is planned for an officer without a tie to the host, made, or called off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.steps.files.dossiers import close_dossier
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.actions.visits.reach import account_of, must_be_one_of, tell_host
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.checklist import ANSWERS, CURRENT, lines_of
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.stays.models import Stay
from passerelle.records.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Plan:
    """What a visit is planned with; ``officer`` is an account's number, ``None``: the one who plans."""

    scheme: str
    host: str
    planned_on: date
    announced: bool = False
    site: str = ""
    officer: int | None = None


def plan_visit(actor: Actor, plan: Plan, *, today: date, key: str | None = None) -> Visit:
    """Plan a visit to a host of the scheme. An unannounced one is known to officers alone until it was made.

    Refused: ``past_day``, ``tie`` (the officer has a tie to the host).
    """
    actor.must(Permission.VISIT_WRITE)
    stay = _stay_at(actor, plan)
    scheme = stay.journey.candidate.scheme
    if plan.planned_on < today:
        message = Text("This day is over.")
        raise Refused([Problem("past_day", message, Text("Choose today or a later day."), column="planned_on")])
    officer = plan.officer or account_of(actor)
    if officer not in officers_on(today).of_the_scheme(scheme.pk, stay.host_id):
        message = Text("This officer has a tie to the host.")
        raise Refused([Problem("tie", message, Text("Choose an officer without a tie."), column="officer")])
    content = [plan.scheme, plan.host, str(plan.planned_on), plan.announced, plan.site, officer]
    with writing(actor, "visit.plan", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Visit.objects.visible_to(actor).get(number=str(note.answer))
        row = Visit.objects.create(
            scheme=scheme,
            host=stay.host,
            site=plan.site.strip()[:200],
            officer_id=officer,
            planned_on=plan.planned_on,
            announced=plan.announced,
            checklist=CURRENT,
        )
        if plan.announced:
            tell_host(note, "visit_announced", scheme=scheme, host=stay.host)
        note.answer, note.scheme_code = row.number, scheme.code
        note.about(row.number)
    return row


def write_down(  # noqa: PLR0913  # which visit, what was seen, when
    actor: Actor,
    number: str,
    answers: Mapping[str, str],
    *,
    done_on: date,
    summary: str,
    version: int,
    today: date,
) -> Visit:
    """Write down what was seen, line by line; lines left out were not looked at.

    Refused: ``future_day``, ``unknown_answer``, ``already_closed``, ``stale``.
    """
    with writing(actor, "visit.write", purpose=Purpose.PROTECTION) as note:
        row = open_visit(actor, number, version)
        if done_on > today:
            raise Refused([Problem("future_day", Text("This day has not come yet."), column="done_on")])
        known = {line.code for line in lines_of(row.checklist)}
        for code, answer in answers.items():
            must_be_one_of(code, known, "answers")
            must_be_one_of(answer, ANSWERS, "answers")
        row.answers, row.summary = dict(answers), summary.strip()[:4_000]
        row.done_on = done_on
        save_next(row)
        note.scheme_code = row.scheme.code
        note.about(row.number)
    return row


def call_off(actor: Actor, number: str, *, version: int) -> Visit:
    """A planned visit does not take place."""
    with writing(actor, "visit.call_off", purpose=Purpose.PROTECTION) as note:
        row = open_visit(actor, number, version)
        if row.done_on is not None:
            raise Refused([Problem("already_made", Text("This visit was made already."))])
        row.called_off_on = timezone.localdate()
        if row.dossier is not None:
            close_dossier(row.dossier, on=row.called_off_on)
        save_next(row)
        if row.announced:
            tell_host(note, "visit_called_off", scheme=row.scheme, host=row.host)
        note.scheme_code = row.scheme.code
        note.about(row.number)
    return row


def open_visit(actor: Actor, number: str, version: int | None) -> Visit:
    """A visit that was not called off, locked, for whoever makes visits in its scheme, free of ties today."""
    rows = (
        Visit.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("scheme", "host", "dossier")
    )
    row = rows.filter(number=number).first()
    if row is None or not actor.may(Permission.VISIT_WRITE, scheme=row.scheme_id):
        raise NotPermitted(number)
    free = officers_on(timezone.localdate()).of_the_scheme(row.scheme_id, row.host_id)
    if account_of(actor) not in free:
        message = Text("You have a tie to this host, so somebody else makes the visit.")
        raise Refused([Problem("tie", message)])
    if row.called_off_on is not None:
        raise Refused([Problem("called_off", Text("This visit was called off."))])
    must_be_version(row, version)
    return row


def _stay_at(actor: Actor, plan: Plan) -> Stay:
    """Any stay with the host in the scheme: only hosts of people are visited."""
    rows = Stay.objects.visible_to(actor).filter(
        host__number=plan.host, journey__candidate__scheme__code=plan.scheme
    )
    row = rows.select_related("host", "journey__candidate__scheme").first()
    if row is None or not actor.may(Permission.VISIT_WRITE, scheme=row.journey.candidate.scheme_id):
        raise NotPermitted(plan.host)
    return row
