"""Alumni who agreed to it are invited to a call; they apply, or say no, and nothing else of them moves."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone

from passerelle.actions.calls.begin import application_to
from passerelle.actions.calls.by_link import PURPOSE as APPLY
from passerelle.actions.calls.reached import call_for, must_be_open, refusal
from passerelle.actions.steps.papers.links import (
    LinkFor,
    new_link,
    new_links,
    read_link,
    revoke_links,
    token_from,
)
from passerelle.actions.steps.people.reaching import recipient_of
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.alumni import INVITATION_DAYS
from passerelle.domain.kernel.text import Text
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.records.alumni.pool import for_call, in_pool, invited_to, may_invite_to
from passerelle.records.calls.models import Call
from passerelle.records.signing.models import SignedLink

WHY = "the link names it, or the action has reached it"
PURPOSE = SignedLink.Purpose.INVITATION
AT_ONCE = 500


def invite(
    actor: Actor,
    call_number: str,
    numbers: Collection[str],
    *,
    on: date,
    host: str = "",
    key: str | None = None,
) -> dict[str, int]:
    """Invite people of the pool (their pseudonyms) to an open call, each in her language, by her channel.

    Answers how many were ``invited``, were ``there`` before (invited, or no longer in the pool), and how many
    have ``no_address``. Refused with ``nothing_chosen``, ``too_many`` or ``call_not_open``; constant queries.
    """
    content = [call_number, sorted(numbers), host]
    with writing(actor, "alumni.invite", purpose=Purpose.ALUMNI, key=key, content=content) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        call = _call_of_team(actor, call_number)
        must_be_open(call, on)
        _must_be_some(numbers)
        pool = for_call(in_pool(actor, host), call, host).filter(number__in=numbers)
        free = pool.exclude(pk__in=invited_to(call))
        rows = list(free.select_related("person").select_for_update(of=("self",)))
        told = [one for one in rows if recipient_of(one.person, one)[0]]
        _tell(note, actor, call, told, on)
        counts = {"invited": len(told), "no_address": len(rows) - len(told)}
        counts["there"] = len(set(numbers)) - len(rows)
        note.scheme_code, note.answer, note.details = call.scheme.code, counts, dict(counts)
        note.about(call.number, *(one.number for one in told))
    return counts


def decline(actor: Actor, number: str) -> None:
    """The person says no to an invitation; said twice it stays as it was."""
    with writing(actor, "alumni.decline", purpose=Purpose.ALUMNI) as note:
        row = _own(actor, number)
        note.scheme_code = row.call.scheme.code
        note.about(row.number, row.call.number)
        if row.declined_at is not None or row.ended_at is not None:
            return
        row.declined_at = timezone.now()
        save_next(row)
        revoke_links(at=row.declined_at, subject=row.number)


def follow_by_link(token: str, *, on: date, language: str) -> str:
    """Begin, or go on with, the application of an invitation; the token of the link on which it is written.

    The invitation's own link stays open until she hands in or says no. Refused as ``read_link`` says, or with
    ``call_not_open`` or ``already_answered``.
    """
    now = timezone.now()
    link = read_link(token, at=now, purpose=PURPOSE)
    actor = person_by_invitation(link)
    with writing(actor, "alumni.follow", purpose=Purpose.RECRUITMENT) as note:
        row = _own(actor, link.subject)
        must_be_open(row.call, on)
        person = row.alumna.person
        application = application_to(note, row.call, person, language)
        # Pressed twice it leads twice to the same draft; the address of the first press makes room.
        revoke_links(at=now, subject=application)
        going = new_link(
            LinkFor(APPLY, application, row.call.scheme_id, person.number, language, days=_days(row.call, on)),
            at=now,
        )
        note.scheme_code = row.call.scheme.code
        note.about(row.number, application, person.number)
    return token_from(going.seed)


def person_by_invitation(link: SignedLink) -> Actor:
    """Whoever holds the link of an invitation answers it as its person, and does nothing else."""
    rows = Invitation.objects.unscoped(WHY).filter(number=link.subject, ended_at__isnull=True)
    number = rows.values_list("alumna__person__number", flat=True).first()
    grants = (Grant(Role.CANDIDATE, scheme=link.scheme_id, person=number),) if number else ()
    return Actor(id=None, name=f"link {link.number}", grants=grants)


def _own(actor: Actor, number: str) -> Invitation:
    actor.must(Permission.OWN_ACT)
    own = [grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person]
    rows = Invitation.objects.visible_to(actor).filter(number=number, alumna__person__number__in=own)
    found = rows.select_related("call__scheme", "alumna__person").select_for_update(of=("self",)).first()
    if found is None:
        raise NotPermitted(number)
    return found


def _call_of_team(actor: Actor, number: str) -> Call:
    call = call_for(actor, number)
    if not may_invite_to(actor, call):
        raise NotPermitted(number)
    return call


def _must_be_some(numbers: Collection[str]) -> None:
    if not numbers:
        raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
    if len(numbers) > AT_ONCE:
        raise refusal("too_many", Text("Choose at most %(most)d people at once.", {"most": AT_ONCE}))


def _tell(note: Writing, actor: Actor, call: Call, told: Sequence[Alumna], on: date) -> None:
    now = timezone.now()
    made = [Invitation(alumna=one, call=call, invited_by_id=actor.id, invited_at=now) for one in told]
    Invitation.objects.bulk_create(made, batch_size=AT_ONCE)
    ways = [recipient_of(one.person, one) for one in told]
    asked = [
        _link(call, row, one.person.number, language, on)
        for row, one, (_to, language) in zip(made, told, ways, strict=True)
    ]
    for (recipient, language), row, link in zip(ways, made, new_links(asked, at=now), strict=True):
        facts: dict[str, object] = {"scheme": call.scheme.name, "link": link.seed}
        note.tell(recipient, "alumni_invited", facts, language=language)
        note.about(row.number)


def _link(call: Call, row: Invitation, person: str, language: str, on: date) -> LinkFor:
    return LinkFor(PURPOSE, row.number, call.scheme_id, person, language, days=_days(call, on))


def _days(call: Call, on: date) -> int:
    left = (call.closes_on - on).days + 1 if call.closes_on else INVITATION_DAYS
    return max(1, min(INVITATION_DAYS, left))
