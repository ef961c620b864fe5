"""Hand cases over to somebody else: all of one owner, or those chosen, with a reason."""

from django.db.models import F
from django.utils import timezone

from passerelle.actions.cases.chosen import chosen, must_reach
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import PERMISSIONS, Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership

WHY = "the cases were reached"
TAKES = tuple(role for role in Role if Permission.CASE_HAND_OVER in PERMISSIONS[role])


def hand_over(
    actor: Actor, versions: dict[str, int | None], *, to: int, reason: str, key: str | None = None
) -> int:
    """Give the chosen cases to another caseworker of their scheme; answers how many changed hands.

    Refused with ``reason_missing``, or ``not_of_the_scheme`` when the other has no role to carry them.
    """
    content = [sorted(versions), to, reason]
    with writing(actor, "case.hand_over", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        return _given(note, chosen(actor, versions, Permission.CASE_HAND_OVER), to=to, reason=reason)


def hand_over_all(
    actor: Actor, scheme: str, *, since: int | None, to: int, reason: str, key: str | None = None
) -> int:
    """Give every open case of one owner in a scheme (``None``: those that nobody owns) to another."""
    content = [scheme, since, to, reason]
    with writing(actor, "case.hand_over", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        rows = Journey.objects.visible_to(actor).filter(candidate__scheme__code=scheme, ended_on__isnull=True)
        mine = rows.filter(owner=since) if since is not None else rows.filter(owner__isnull=True)
        found = list(mine.select_related("candidate__person", "candidate__scheme").order_by("pk"))
        must_reach(actor, found, Permission.CASE_HAND_OVER)
        return _given(note, found, to=to, reason=reason)


def _given(note: Writing, journeys: list[Journey], *, to: int, reason: str) -> int:
    if not reason.strip():
        message, hint = Text("Say why the cases are handed over."), Text("One sentence is enough.")
        raise Refused([Problem("reason_missing", message, hint, column="reason")])
    for scheme in {one.candidate.scheme_id for one in journeys}:
        _must_carry(to, scheme)
    receiver = User.objects.get(pk=to)
    moving = [one for one in journeys if one.owner_id != to]
    rows = Journey.objects.unscoped(WHY).filter(pk__in=[one.pk for one in moving])
    rows.update(owner=receiver, version=F("version") + 1, changed_at=timezone.now())
    for one in moving:
        note.about(one.number, one.candidate.number, one.candidate.person.number)
    if moving:
        note.scheme_code = moving[0].candidate.scheme.code
        facts: dict[str, object] = {"count": len(moving), "scheme": moving[0].candidate.scheme.name}
        note.tell(
            receiver.email or receiver.phone or "", "cases_handed_over", facts, language=receiver.language
        )
    note.details = {"to": receiver.name, "reason": reason.strip()[:500], "cases": len(moving)}
    note.answer = len(moving)
    return len(moving)


def _must_carry(account: int, scheme: int) -> None:
    held = Membership.objects.filter(user=account, scheme=scheme, role__in=TAKES, until__isnull=True)
    if not held.exists():
        message = Text("This account has no casework role in the scheme.")
        raise Refused([Problem("not_of_the_scheme", message, Text("Choose somebody of the scheme's team."))])
