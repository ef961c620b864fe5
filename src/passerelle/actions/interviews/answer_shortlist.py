"""An employer answers its nameless shortlist: interview, or no with a coded reason; from its page or a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from passerelle.actions.interviews.reached import refusal
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.journey.pool import next_in_reserve, not_retained
from passerelle.actions.steps.places.quotas import release
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.reasons import EMPLOYER, must_know_no
from passerelle.records.selection.models import Offer, Referral

INTERVIEW = "interview"
CLOSED = "vacancy_closed"


@dataclass(frozen=True, slots=True)
class Answered:
    """How many are invited to an interview, and how many got a no."""

    interviews: int
    declined: int


def answer_shortlist(
    actor: Actor, answers: Mapping[str, str], *, vacancy: str = "", key: str | None = None
) -> Answered:
    """Answer referrals (number -> ``interview`` or a reason code); each person is told.

    Whoever holds a link answers for its ``vacancy`` alone. A no ends the referral, never the case: without
    another open referral the person is back on the list. All or nothing: ``nothing_chosen``,
    ``unknown_code``, ``unknown_referral``, ``referral_ended``, ``has_an_offer``. Queries grow with the
    vacancies and the different reasons, not with the people.
    """
    content = dict(answers)
    with writing(actor, "shortlist.answer", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            found = note.answer if isinstance(note.answer, list) else [0, 0]
            return Answered(int(found[0]), int(found[1]))
        rows = _reached(actor, answers, vacancy)
        now = timezone.now()
        wanted = [row for row in rows if answers[row.number] == INTERVIEW]
        declined = [row for row in rows if answers[row.number] != INTERVIEW]
        decline(note, [(row, answers[row.number]) for row in declined], by=actor, at=now)
        _want(note, wanted, actor, now)
        note.answer = [len(wanted), len(declined)]
        note.scheme_code = rows[0].candidate.scheme.code
        note.about(*(row.number for row in rows), *(row.candidate.person.number for row in rows))
        note.details = {"interviews": len(wanted), "declined": len(declined)}
    return Answered(len(wanted), len(declined))


def decline(note: Writing, rows: Sequence[tuple[Referral, str]], *, by: Actor, at: datetime) -> None:
    """The employer's no to referrals that the action has reached: ended, told, back on the list."""
    for code in {code for _, code in rows}:
        some = Referral.objects.unscoped("reached above").filter(
            pk__in=[row.pk for row, given in rows if given == code]
        )
        end = CLOSED if code == CLOSED else "employer_declined"
        some.update(ended_at=at, end_code=end, reason_code=code, version=F("version") + 1, changed_at=at)
    for row, code in rows:
        _tell(note, row, "referral_ended", code=code)
    for vacancy in {row.vacancy_id for row, _ in rows}:
        holders = [row.candidate_id for row, _ in rows if row.vacancy_id == vacancy]
        release(note, holders, by=by.id, at=at, why="employer_declined", vacancies=[vacancy])
    people = [row.candidate for row, _ in rows]
    next_in_reserve(note, people, Q(round__vacancy__in={row.vacancy_id for row, _ in rows}), by=by, at=at)
    for closed in (True, False):
        people = [row.candidate for row, code in rows if (code == CLOSED) is closed]
        reason = CLOSED if closed else "profile_not_retained"
        not_retained(note, people, by=by, at=at, reason=reason)


def _want(note: Writing, rows: Sequence[Referral], actor: Actor, at: datetime) -> None:
    """Interviews: kept on the referral; the case follows now, or when the person agrees to be seen."""
    some = Referral.objects.unscoped("reached above").filter(pk__in=[row.pk for row in rows])
    some.filter(wanted_at__isnull=True).update(wanted_at=at, version=F("version") + 1, changed_at=at)
    for row in rows:
        _tell(note, row, "shortlisted")
    journeys.follow_all(note, [row.candidate for row in rows], "shortlisted", by=actor, at=at)


def _reached(actor: Actor, answers: Mapping[str, str], vacancy: str) -> list[Referral]:
    if not answers:
        raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
    for code in set(answers.values()) - {INTERVIEW}:
        must_know_no(EMPLOYER, code, "–")
    rows = Referral.objects.visible_to(actor).filter(number__in=answers)
    if vacancy:
        rows = rows.filter(vacancy__number=vacancy)
    joined = rows.select_related("candidate__person", "candidate__scheme", "vacancy")
    found = {row.number: row for row in joined.select_for_update(of=("self",)) if _may_answer(actor, row)}
    held = set(
        Offer.objects.filter(referral__in=[row.pk for row in found.values()], released_at=None).values_list(
            "referral_id", flat=True
        )
    )
    problems = [problem for one in answers for problem in _faults(found.get(one), one, held)]
    if problems:
        raise Refused(problems)
    return list(found.values())


def _may_answer(actor: Actor, row: Referral) -> bool:
    grants = [one for one in actor.granting(Permission.OFFER_MAKE) if one.scheme == row.candidate.scheme_id]
    return any(REACH[one.role] is Reach.SCHEME or one.organisation == row.vacancy.employer_id for one in grants)


def _faults(row: Referral | None, number: str, held: set[int]) -> list[Problem]:
    names = {"number": number}
    if row is None:
        message = Text("%(number)s is not referred to you.", names)
        return [Problem("unknown_referral", message, Text("Open the list again."))]
    if row.ended_at is not None:
        return [Problem("referral_ended", Text("%(number)s has ended.", names), Text("Leave it out."))]
    if row.pk in held:
        message = Text("%(number)s has an offer.", names)
        return [Problem("has_an_offer", message, Text("Release the offer first."))]
    return []


def _tell(note: Writing, row: Referral, template: str, **more: str) -> None:
    person = row.candidate.person
    facts: dict[str, object] = {"scheme": row.candidate.scheme.name, "referral": row.number, **more}
    note.tell(person.number, template, facts, language=person.language)
