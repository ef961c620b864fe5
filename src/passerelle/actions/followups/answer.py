"""A wave is answered, refused or given up: by the person from her link, or written down by who spoke to her."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from passerelle.actions.followups.closing import close_followed
from passerelle.actions.steps.papers.links import digest_of, read_link, revoke_links, use_link
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.questions import NO, checked
from passerelle.domain.followups.waves import ANSWERED, MAY_ANSWER, PLANNED, REFUSED, UNREACHABLE
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.signing.models import SignedLink

WHY = "the action reached this wave"
HOW = ("telephone", "caseworker")
NO_MORE, THIS_ONE = "no_more", "this_one"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said: coded answers, an address that is right, or that she does not want to be asked."""

    answers: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""
    email: str = ""
    contact_right: bool = False
    refuses: str = ""  # empty, this_one or no_more


def answer_by_link(token: str, said: Said, *, key: str | None = None) -> None:
    """The person answers from her link, once; refused as ``read_link`` and the questions say."""
    now = timezone.now()
    # A form sent twice comes with a link that its first copy has used: the key knows it.
    link = SignedLink.objects.filter(digest=digest_of(token), purpose="follow_up").first()
    actor = person_by_link(link) if link else Actor(id=None, name="nobody")
    content = [token, dict(said.answers), said.phone, said.email, said.contact_right, said.refuses]
    with writing(actor, "follow_up.answer", purpose=Purpose.FOLLOW_UP, key=key, content=content) as note:
        if note.replayed:
            return
        used = read_link(token, at=now, purpose="follow_up")
        wave = _locked(actor, used.subject)
        _settle(note, wave, said, by=actor, channel="link", at=now)
        use_link(used, at=now)


def write_down(
    actor: Actor, number: str, said: Said, *, how: str, version: int, key: str | None = None
) -> Wave:
    """Somebody of the team writes down what the person said on the telephone or face to face.

    Refused with ``unknown_answer``, ``nothing_answered``, ``pay``, ``stale`` or ``wave_answered``.
    """
    content = [number, dict(said.answers), said.phone, said.email, said.contact_right, said.refuses, how]
    with writing(actor, "follow_up.write_down", purpose=Purpose.FOLLOW_UP, key=key, content=content) as note:
        wave = _locked(actor, number)
        actor.must(Permission.FOLLOW_UP_WRITE, scheme=wave.journey.candidate.scheme_id)
        if note.replayed:
            return wave
        if how not in HOW:
            raise Refused([Problem("unknown_answer", Text("Choose one of the answers."), column="how")])
        must_be_version(wave, version)
        wave.taken_by_id = actor.id
        now = timezone.now()
        _settle(note, wave, said, by=actor, channel=how, at=now)
        revoke_links(at=now, subject=wave.number)
        return wave


def not_reached(actor: Actor, number: str, *, version: int) -> Wave:
    """Nobody could reach the person; a later answer is still taken."""
    with writing(actor, "follow_up.not_reached", purpose=Purpose.FOLLOW_UP) as note:
        wave = _locked(actor, number)
        actor.must(Permission.FOLLOW_UP_WRITE, scheme=wave.journey.candidate.scheme_id)
        must_be_version(wave, version)
        if wave.state not in ("planned", "sent", "unknown"):
            raise Refused([_over(wave)])
        now = timezone.now()
        wave.state, wave.settled_at, wave.taken_by_id = UNREACHABLE, now, actor.id
        save_next(wave)
        _noted(note, wave)
        close_followed(note, [wave], by=actor, at=now)
        return wave


def person_by_link(link: SignedLink) -> Actor:
    """Whoever holds the link of a wave answers it as the person, and does nothing else."""
    wave = Wave.objects.unscoped("the link names it").filter(number=link.subject)
    person = wave.values_list("journey__candidate__person__number", flat=True).first()
    grants = (Grant(Role.CANDIDATE, scheme=link.scheme_id, person=person),) if person else ()
    return Actor(id=None, name=f"link {link.number}", grants=grants)


def _locked(actor: Actor, number: str) -> Wave:
    rows = Wave.objects.visible_to(actor).select_for_update(of=("self",))
    wave = rows.select_related("journey__candidate__person", "journey__candidate__scheme").filter(number=number)
    found = wave.first()
    if found is None:
        raise NotPermitted(number)
    return found


def _settle(note: Writing, wave: Wave, said: Said, *, by: Actor, channel: str, at: datetime) -> None:
    if wave.state not in MAY_ANSWER:
        raise Refused([_over(wave)])
    if said.refuses:
        wave.state, wave.refused_code = REFUSED, said.refuses
    else:
        wave.state, wave.answers = ANSWERED, checked(said.answers)
    wave.channel, wave.settled_at = channel, at
    if _contact(wave, said, at):
        wave.contact_checked_at = at
    save_next(wave)
    if said.refuses == NO_MORE or wave.answers.get("next_wave") == NO:
        # Her word holds for every later wave: they are refused, not merely never sent.
        later = Wave.objects.unscoped(WHY).filter(journey=wave.journey_id, state=PLANNED)
        later.update(state=REFUSED, refused_code=NO_MORE, settled_at=at, changed_at=at)
    _noted(note, wave)
    close_followed(note, [wave], by=by, at=at)


def _contact(wave: Wave, said: Said, at: datetime) -> bool:
    """Keep the address that she gave, or that she said is right, for follow-up alone."""
    if not (said.phone or said.email or said.contact_right):
        return False
    row, _made = Contact.objects.unscoped(WHY).get_or_create(person=wave.journey.candidate.person)
    row.phone, row.email, row.checked_at = said.phone or row.phone, said.email or row.email, at
    save_next(row)
    return True


def _noted(note: Writing, wave: Wave) -> None:
    candidate = wave.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(wave.number, wave.journey.number, candidate.person.number)
    note.details = {"months": wave.months, "state": wave.state}


def _over(wave: Wave) -> Problem:
    hint = Text("What was answered stays as it was said; the next wave asks again.")
    return Problem("wave_answered", Text("This was answered already."), hint)
