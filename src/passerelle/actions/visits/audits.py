"""A sampled audit: its seed is committed to by a digest, then drawn over hosts, stratified by open risk."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.actions.visits.reach import account_of, must_say, tell_host
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.visits.sampling import Unit, commitment, draw
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.visits.models import Audit, AuditCase


def open_audit(  # noqa: PLR0913  # an audit has these facts
    actor: Actor, scheme_code: str, title: str, asked: str, *, size: int, due_days: int, key: str | None = None
) -> Audit:
    """Open a campaign: the seed is made here and kept, its digest is shown from now on.

    ``size`` hosts will be drawn; each has ``due_days`` days for its proof. Refused: ``empty``, ``size``.
    """
    scheme = Scheme.objects.visible_to(actor).filter(code=scheme_code).first()
    if scheme is None or not actor.may(Permission.VISIT_WRITE, scheme=scheme.pk):
        raise NotPermitted(scheme_code)
    called, wanted = must_say(title, "title"), must_say(asked, "asked")
    if not (1 <= size <= 10_000 and 1 <= due_days <= 365):
        message = Text("A sample has at least one host, and a term of 1 to 365 days.")
        raise Refused([Problem("size", message, column="size")])
    content = [scheme_code, called, wanted, size, due_days]
    with writing(actor, "audit.open", purpose=Purpose.PROTECTION, key=key, content=content) as note:
        if note.replayed:
            return Audit.objects.visible_to(actor).get(number=str(note.answer))
        seed = secrets.token_hex(16)
        row = Audit.objects.create(
            scheme=scheme,
            title=called[:200],
            asked=wanted[:2_000],
            size=size,
            seed=seed,
            seed_digest=commitment(seed),
            opened_by_id=account_of(actor),
            opened_at=timezone.now(),
            due_days=due_days,
        )
        note.answer, note.scheme_code, note.details = row.number, scheme.code, {"digest": row.seed_digest}
        note.about(row.number)
    return row


def draw_audit(actor: Actor, number: str, frame: Sequence[Unit]) -> Audit:
    """Draw the sample from the hosts of the scheme as they are now; the frame is kept, so that it repeats.

    ``frame``: the hosts' numbers with their strata, worked out from open facts. Refused: ``already_drawn``,
    ``nobody``.
    """
    with writing(actor, "audit.draw", purpose=Purpose.PROTECTION) as note:
        rows = Audit.objects.visible_to(actor).select_for_update(of=("self",)).select_related("scheme")
        row = rows.filter(number=number).first()
        if row is None or not actor.may(Permission.VISIT_WRITE, scheme=row.scheme_id):
            raise NotPermitted(number)
        if row.drawn_at is not None:
            raise Refused([Problem("already_drawn", Text("The sample was drawn already."))])
        if not frame:
            raise Refused([Problem("nobody", Text("Nobody has people of this scheme now."))])
        strata = {one.number: one.stratum for one in frame}
        drawn = draw(frame, row.size, row.seed)
        row.frame, row.drawn_at = sorted([one.number, one.stratum] for one in frame), timezone.now()
        row.version += 1
        row.save()
        hosts = {one.number: one for one in Organisation.objects.filter(number__in=drawn)}
        due_on = timezone.localdate() + timedelta(days=row.due_days)
        AuditCase.objects.bulk_create(
            [AuditCase(audit=row, host=hosts[one], stratum=strata[one], due_on=due_on) for one in drawn]
        )
        for one in drawn:
            tell_host(note, "audit_proof_asked", scheme=row.scheme, host=hosts[one])
        note.scheme_code, note.details = row.scheme.code, {"drawn": len(drawn), "of": len(frame)}
        note.about(row.number)
    return row
