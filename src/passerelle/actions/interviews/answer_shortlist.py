"""An employer answers its nameless shortlist: interview, or no with a coded reason; many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from passerelle.actions.interviews.reached import refusal
from passerelle.actions.steps.journey import journeys
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


@dataclass(frozen=True, slots=True)
class Answered:
    """How many are invited to an interview, and how many got a no."""

    interviews: int
    declined: int


def answer_shortlist(actor: Actor, answers: Mapping[str, str], *, key: str | None = None) -> Answered:
    """Answer referrals (number -> ``interview`` or a reason code); each person is told.

    All or nothing: ``nothing_chosen``, ``unknown_code``, ``unknown_referral``, ``referral_ended``,
    ``has_an_offer``. A constant number of queries.
    """
    content = dict(answers)
    with writing(actor, "shortlist.answer", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            found = note.answer if isinstance(note.answer, list) else [0, 0]
            return Answered(int(found[0]), int(found[1]))
        rows = _reached(actor, answers)
        now = timezone.now()
        wanted = [row for row in rows if answers[row.number] == INTERVIEW]
        declined = [row for row in rows if answers[row.number] != INTERVIEW]
        _decline(note, declined, answers, actor, now)
        people = [row.candidate for row in wanted]
        journeys.follow_all(note, people, "shortlisted", by=actor, at=now)
        _tell(note, wanted, "shortlisted")
        note.answer = [len(wanted), len(declined)]
        note.scheme_code = rows[0].candidate.scheme.code
        note.about(*(row.number for row in rows))
        note.details = {"interviews": len(wanted), "declined": len(declined)}
    return Answered(len(wanted), len(declined))


def _reached(actor: Actor, answers: Mapping[str, str]) -> list[Referral]:
    if not answers:
        raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
    for code in set(answers.values()) - {INTERVIEW}:
        must_know_no(EMPLOYER, code, "–")
    rows = Referral.objects.visible_to(actor).filter(number__in=answers)
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


def _decline(
    note: Writing, rows: Sequence[Referral], answers: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    some = Referral.objects.unscoped("reached above").filter(pk__in=[row.pk for row in rows])
    some.update(ended_at=at, end_code="employer_declined", version=F("version") + 1, changed_at=at)
    people = [row.candidate for row in rows]
    journeys.follow_all(note, people, "not_retained", by=actor, at=at, reason="profile_not_retained")
    for row in rows:
        _tell(note, [row], "referral_ended", code=answers[row.number])


def _tell(note: Writing, rows: Sequence[Referral], template: str, **more: str) -> None:
    for row in rows:
        facts: dict[str, object] = {"scheme": row.candidate.scheme.name, "referral": row.number, **more}
        note.tell(row.candidate.person.number, template, facts, language=row.candidate.person.language)
