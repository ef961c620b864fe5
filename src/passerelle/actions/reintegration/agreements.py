"""Firms that met on a visit negotiate, sign a partnership, end it; the signed one moves the case."""

from datetime import date

from django.utils import timezone

from passerelle.actions.reintegration.reaching import cases, must_write, refusal
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.agreements import KINDS, NEXT
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.models import FirmPartnership


def open_talks(  # noqa: PLR0913  # what the form sends
    actor: Actor, journey: str, *, firm: str, host: Organisation, kind: str, on: date, key: str | None = None
) -> str:
    """Two firms negotiate; by staff or by the entrepreneur. Answers the number. Refused: ``empty``,
    ``unknown_answer``, ``already_there``.
    """
    content = [journey, firm, host.number, kind, on.isoformat()]
    with writing(actor, "firms.talk", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        (case,) = cases(actor, [journey], own=True)
        if not firm.strip():
            raise refusal("empty", Text("Name the firm."), column="firm")
        if kind not in KINDS:
            raise refusal("unknown_answer", Text("Choose one of the answers."), column="kind")
        open_ = FirmPartnership.objects.unscoped("the action reached the case").filter(journey=case, host=host)
        if open_.filter(state="in_negotiation", kind=kind).exists():
            raise refusal("already_there", Text("These two negotiate on this already."))
        row = FirmPartnership.objects.create(
            journey=case, firm=firm.strip()[:200], host=host, kind=kind, state="in_negotiation", opened_on=on,
            recorded_by_id=actor.id,
        )  # fmt: skip
        note.answer = row.number
        _about(note, row)
        follow(note, case.candidate, "talks_opened", by=actor, at=timezone.now(), who=CHECKED)
    return row.number


def sign_partnership(
    actor: Actor, number: str, *, on: date, evidence: str, digest: str = "", version: int | None = None
) -> FirmPartnership:
    """Both firms signed; ``evidence`` says where the paper is kept. Refused: ``empty``, ``not_now``."""
    if not evidence.strip():
        raise refusal("empty", Text("Say where the signed paper is kept."), column="evidence")
    with writing(actor, "firms.sign", purpose=Purpose.REINTEGRATION) as note:
        row = _going_to(actor, number, "signed", version)
        if not row.opened_on <= on <= timezone.localdate():
            message = Text("It was signed after the talks began, and not later than today.")
            raise refusal("dates", message, column="on")
        row.state, row.signed_on = "signed", on
        row.evidence, row.digest = evidence.strip()[:300], digest.strip()[:64]
        save_next(row)
        _about(note, row)
        follow(note, row.journey.candidate, "partnership_signed", by=actor, at=timezone.now(), who=CHECKED)
    return row


def end_partnership(
    actor: Actor, number: str, *, on: date, why: str, version: int | None = None
) -> FirmPartnership:
    """Talks came to nothing, or a signed partnership ended; with why. Refused: ``empty``, ``not_now``."""
    if not why.strip():
        raise refusal("empty", Text("Say why in a few words."), column="why")
    with writing(actor, "firms.end", purpose=Purpose.REINTEGRATION) as note:
        row = _going_to(actor, number, None, version)
        row.state, row.ended_on, row.why_ended = NEXT[row.state][-1], on, why.strip()[:500]
        save_next(row)
        _about(note, row)
    return row


def _going_to(actor: Actor, number: str, state: str | None, version: int | None) -> FirmPartnership:
    rows = FirmPartnership.objects.visible_to(actor).select_for_update(of=("self",))
    people = rows.select_related("journey__candidate__person", "journey__candidate__scheme")
    row = people.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    must_write(actor, row.journey.candidate, own=True)
    must_be_version(row, version)
    if not NEXT[row.state] or (state is not None and state not in NEXT[row.state]):
        raise refusal("not_now", Text("This is not possible now."), Text("Open the page again."))
    return row


def _about(note: Writing, row: FirmPartnership) -> None:
    candidate = row.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(row.number, row.journey.number, candidate.number, candidate.person.number)
