"""Open a vacancy again that nobody had confirmed: a new last day, posts promised anew, people told."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.employers.committing import must_be_possible
from passerelle.actions.employers.reach import refusal, vacancy_for
from passerelle.actions.employers.staleness import CODE, tell_employers
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.employers.commitments import LEVELS
from passerelle.domain.employers.freshness import NOTICE_DAYS, OPEN_DAYS, may_be_open_until
from passerelle.domain.employers.suspensions import in_force
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import Commitment, Freshness, Suspension, VacancyTurn
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "people put forward for a vacancy that the actor reached are told"
CLOSED = "vacancy_closed"  # how a referral ended when its vacancy did


@dataclass(frozen=True, slots=True)
class Anew:
    """What must be said again: until when, how many posts are promised, how firmly, with which evidence."""

    until: date
    level: str
    posts: int
    evidence: str = ""
    note: str = ""


def reopen_vacancy(actor: Actor, number: str, anew: Anew, *, key: str | None = None) -> None:
    """Open an expired vacancy again; what was promised before counts no more.

    Refused with ``not_expired``, ``not_so_long``, ``employer_suspended``, and as a commitment is.
    """
    content = [number, str(anew.until), anew.level, anew.posts, anew.evidence, anew.note]
    with writing(actor, "vacancy.reopen", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        vacancy = vacancy_for(actor, number, Permission.EMPLOYER_WRITE)
        row = Freshness.objects.select_for_update().filter(vacancy=vacancy, close_code=CODE).first()
        if vacancy.closed_on is None or row is None:
            hint = Text("Only a vacancy that closed because nobody confirmed it is opened again.")
            raise refusal("not_expired", Text("This vacancy did not expire."), hint)
        today = timezone.localdate()
        _must_be_allowed(vacancy, anew, today)
        vacancy.closed_on = None
        must_be_possible(vacancy, anew.level, anew.posts, anew.evidence, today)
        save_next(vacancy)
        row.confirmed_on, row.confirmed_by_id, row.open_until = today, actor.id, anew.until
        row.noticed_on, row.expired_on, row.close_code = None, None, ""
        save_next(row)
        _promise_anew(actor, vacancy, anew, today)
        VacancyTurn.objects.create(
            vacancy=vacancy,
            kind="reopened",
            on=today,
            until=anew.until,
            note=anew.note.strip(),
            by_id=actor.id,
            at=timezone.now(),
        )
        note.scheme_code = vacancy.scheme.code
        note.details = {"until": str(anew.until), "level": anew.level, "posts": anew.posts}
        note.about(vacancy.number, vacancy.employer.number)
        tell_employers(note, [vacancy], "vacancy_reopened")
        _tell_people(note, vacancy)


def _must_be_allowed(vacancy: Vacancy, anew: Anew, today: date) -> None:
    if not may_be_open_until(anew.until, today=today):
        first = today + timedelta(days=NOTICE_DAYS + 1)
        days = {"first": first.isoformat(), "last": (today + timedelta(days=OPEN_DAYS)).isoformat()}
        hint = Text("Name a day from %(first)s to %(last)s: two weeks before it the employer is asked.", days)
        raise refusal("not_so_long", Text("The vacancy cannot be open until this day."), hint, column="until")
    rows = Suspension.objects.filter(file__scheme=vacancy.scheme_id, file__organisation=vacancy.employer_id)
    if any(in_force(one.since, one.until, one.lifted_on, on=today) for one in rows):
        hint = Text("Lift the suspension in the employer's file first.")
        raise refusal("employer_suspended", Text("This employer is suspended."), hint)


def _promise_anew(actor: Actor, vacancy: Vacancy, anew: Anew, today: date) -> None:
    """The stated level holds; every other level starts at none, so that an old promise never counts again."""
    now = timezone.now()
    Commitment.objects.bulk_create(
        Commitment(
            vacancy=vacancy,
            level=level,
            posts=anew.posts if level == anew.level else 0,
            on=today,
            evidence=anew.evidence.strip() if level == anew.level else "",
            by_id=actor.id,
            at=now,
        )
        for level in LEVELS
    )


def _tell_people(note: Writing, vacancy: Vacancy) -> None:
    """Who was put forward and still is, or heard that the vacancy had closed."""
    rows = Referral.objects.unscoped(WHY).filter(vacancy=vacancy)
    rows = rows.filter(Q(ended_at__isnull=True) | Q(end_code=CLOSED)).select_related("candidate__person")
    people = {row.candidate.person_id: row.candidate for row in rows.order_by("pk")}
    for candidate in people.values():
        person = candidate.person
        note.tell(
            person.number, "vacancy_open_again", {"scheme": vacancy.scheme.name}, language=person.language
        )
        note.about(candidate.number, person.number)
