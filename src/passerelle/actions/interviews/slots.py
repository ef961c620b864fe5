"""Times for interviews: the employer (or staff) offers them, the person picks one, by link or on their page."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from passerelle.actions.interviews.reached import must_be_minutes, must_be_open, must_not_be_past, refusal
from passerelle.actions.interviews.subjects import to_invite
from passerelle.actions.steps.papers.links import LinkFor, new_links
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, Grant, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach, Role
from passerelle.domain.kernel.text import Text
from passerelle.records.interviews.models import Interview, Round, Slot
from passerelle.records.signing.models import SignedLink
from passerelle.records.vacancies.models import Vacancy

WHY = "of the vacancy that was reached"
MOST = 60


def offer_slots(  # noqa: PLR0913  # what a slot is
    actor: Actor,
    vacancy: str,
    *,
    first: datetime,
    minutes: int,
    count: int,
    place: str,
    key: str | None = None,
) -> str:
    """Offer times one after the other to everybody whom the employer wants to meet; the round's number.

    Whoever has no time yet is sent a link to choose one. Refused with ``minutes``, ``count`` (1 to 60),
    ``in_the_past``, ``slots_there`` and ``nobody_eligible``.
    """
    content = [vacancy, first.isoformat(), minutes, count, place]
    with writing(actor, "interview.slots", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        row = _round(actor, vacancy)
        _must_be_times(first, minutes, count)
        starts = [first + timedelta(minutes=minutes * ordinal) for ordinal in range(count)]
        if Slot.objects.filter(round=row, place=place.strip()[:200], starts_at__in=starts).exists():
            hint = Text("Choose another time or place.")
            raise refusal("slots_there", Text("Some of these times are offered already."), hint, "first")
        new = _invited(actor, row)
        Slot.objects.bulk_create(
            [Slot(round=row, starts_at=at, minutes=minutes, place=place.strip()[:200]) for at in starts]
        )
        _tell(note, row, new)
        note.scheme_code, note.answer = row.scheme.code, row.number
        note.about(row.number, vacancy, *(one.candidate.person.number for one in new))
        note.details = {"slots": count, "invited": len(new)}
    return row.number


def employers_vacancy(actor: Actor, number: str) -> Vacancy:
    """A vacancy whose interviews the actor holds: the employer's own, or of the scheme's staff."""
    row = Vacancy.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    grants = actor.granting(Permission.OFFER_MAKE) if row else ()
    if row is None or not any(
        one.scheme == row.scheme_id and (REACH[one.role] is Reach.SCHEME or one.organisation == row.employer_id)
        for one in grants
    ):
        raise NotPermitted(number)
    return row


def pick_slot(actor: Actor, number: str, slot: int, *, key: str | None = None) -> None:
    """The person chooses a time for their interview; choosing again frees the first.

    Refused with ``slot_taken`` (somebody was quicker), ``slot_unknown``, ``round_over``, ``was_heard``.
    """
    with writing(actor, "interview.pick", purpose=Purpose.RECRUITMENT, key=key, content=[number, slot]) as note:
        if note.replayed:
            return
        interview = _own(actor, number)
        must_be_open(interview.round)
        referral = interview.referral
        ended = referral is not None and referral.ended_at is not None
        if interview.held_at is not None or interview.outcome or ended:
            raise refusal("was_heard", Text("This interview is over."))
        wanted = Slot.objects.filter(pk=slot, round=interview.round_id, starts_at__gt=timezone.now()).first()
        if wanted is None:
            raise refusal("slot_unknown", Text("This time is not offered."), Text("Choose another one."))
        Slot.objects.filter(interview=interview).exclude(pk=slot).update(interview=None)
        # One statement decides between two people who choose the same time.
        got = Slot.objects.filter(pk=slot, interview__isnull=True).update(interview=interview)
        if not got and wanted.interview_id != interview.pk:
            message = Text("Somebody has just taken this time.")
            raise refusal("slot_taken", message, Text("Choose another one."))
        interview.starts_at, interview.place, interview.answer = wanted.starts_at, wanted.place, "yes"
        save_next(interview)
        note.scheme_code = interview.round.scheme.code
        note.about(number, interview.candidate.number, interview.candidate.person.number)


def person_by_link(link: SignedLink) -> Actor:
    """Whoever holds the link of an interview may choose its time, as the person, and nothing else."""
    interview = Interview.objects.unscoped("the link names it").filter(number=link.subject).first()
    if interview is None:
        return Actor(id=None, name=f"link {link.number}")
    person = interview.candidate.person.number
    grants = (Grant(Role.CANDIDATE, scheme=link.scheme_id, person=person),)
    return Actor(id=None, name=f"link {link.number}", grants=grants)


def _round(actor: Actor, vacancy: str) -> Round:
    """The employer's own open round of its vacancy, made with the first time that is offered."""
    row = employers_vacancy(actor, vacancy)
    rounds = Round.objects.unscoped(WHY).filter(vacancy=row, ranked_at__isnull=True, criteria=[])
    found = rounds.select_related("scheme").select_for_update(of=("self",)).first()
    return found or Round.objects.create(
        scheme=row.scheme,
        vacancy=row,
        title=row.title or row.number,
        places=row.posts,
        made_by_id=actor.id,
        reserve_until=row.start,
    )


def _must_be_times(first: datetime, minutes: int, count: int) -> None:
    must_be_minutes(minutes)
    if not 1 <= count <= MOST:
        values = {"most": MOST}
        raise refusal(
            "count", Text("How many times do you offer?"), Text("From 1 to %(most)s.", values), "count"
        )
    must_not_be_past(first <= timezone.now())


def _invited(actor: Actor, row: Round) -> list[Interview]:
    """Everybody whom the employer wants to meet and who has no interview yet; later times need nobody new."""
    planned = Interview.objects.unscoped(WHY).filter(round=row).exists()
    people = to_invite(actor, row, (), least=0 if planned else 1)
    made = [Interview(round=row, candidate=one.candidate, referral=one.referral) for one in people]
    return Interview.objects.bulk_create(made, batch_size=1_000)


def _tell(note: Writing, row: Round, made: Sequence[Interview]) -> None:
    asked = [
        LinkFor("task", one.number, row.scheme_id, one.candidate.person.number, one.candidate.person.language)
        for one in made
    ]
    for one, link in zip(made, new_links(asked, at=timezone.now()), strict=True):
        facts: dict[str, object] = {"scheme": row.scheme.name, "link": link.seed}
        note.tell(one.candidate.person.number, "interview_slots", facts, language=one.candidate.person.language)


def _own(actor: Actor, number: str) -> Interview:
    rows = Interview.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("round__scheme", "candidate__person", "candidate__scheme", "referral")
    found = joined.select_for_update(of=("self",)).first()
    own = [grant.person for grant in actor.granting(Permission.OWN_ACT)]
    if found is None or found.candidate.person.number not in own:
        raise NotPermitted(number)
    return found
