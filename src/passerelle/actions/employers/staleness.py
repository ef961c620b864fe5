"""Vacancies that nobody confirms: the employer is asked 14 days before, then they close by themselves."""

from datetime import date, datetime, timedelta

from django.db.models import DateField, Q
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.employers.freshness import NOTICE_DAYS, OPEN_DAYS, freshness
from passerelle.records.employers.models import Freshness, VacancyTurn
from passerelle.records.partnerships.models import Membership
from passerelle.records.vacancies.models import Vacancy

WHY = "the schedule looks at every open vacancy"
CODE = "not_confirmed"
AT_ONCE = 500


def age_vacancies(*, now: datetime) -> int:
    """Ask about those whose time comes near, and close those whose time has passed; how many were touched."""
    today = timezone.localdate(now)
    with writing(SYSTEM, "vacancy.age", purpose=Purpose.RECRUITMENT) as note:
        rows = _due(today)
        asked = [row for row in rows if _ask(row, today)]
        closed = [row for row in rows if row not in asked and _close(row, today)]
        turns = [*((row, "noticed") for row in asked), *((row, "expired") for row in closed)]
        VacancyTurn.objects.bulk_create(
            VacancyTurn(vacancy=row, kind=kind, on=today, at=now) for row, kind in turns
        )
        tell_employers(note, asked, "vacancy_expires")
        tell_employers(note, closed, "vacancy_expired")
        note.about(*(row.number for row in (*asked, *closed)))
        note.details = {"asked": len(asked), "closed": len(closed)}
        return len(asked) + len(closed)


def anything_due(*, now: datetime) -> bool:
    """Whether there is anything to do, without writing."""
    return bool(_due(timezone.localdate(now), locked=False))


def _due(today: date, *, locked: bool = True) -> list[Vacancy]:
    since = Coalesce("freshness__confirmed_on", Cast("created_at", DateField()))
    aged = Vacancy.objects.unscoped(WHY).filter(closed_on__isnull=True).annotate(since=since)
    notice, unnamed = timedelta(days=NOTICE_DAYS), Q(freshness__open_until__isnull=True)
    old = unnamed & Q(since__lte=today - timedelta(days=OPEN_DAYS))
    ageing = unnamed & Q(since__lte=today - timedelta(days=OPEN_DAYS) + notice)
    due = Q(freshness__noticed_on__isnull=True) & (ageing | Q(freshness__open_until__lte=today + notice))
    ends = Q(freshness__noticed_on__lte=today - notice) & (old | Q(freshness__open_until__lte=today))
    rows = aged.filter(due | ends).select_related("scheme", "employer", "freshness").order_by("pk")
    return list((rows.select_for_update(of=("self",)) if locked else rows)[:AT_ONCE])


def _row(vacancy: Vacancy) -> Freshness:
    found = Freshness.objects.filter(vacancy=vacancy).first()
    return found or Freshness(vacancy=vacancy, confirmed_on=timezone.localdate(vacancy.created_at), version=0)


def _ask(vacancy: Vacancy, today: date) -> bool:
    row = _row(vacancy)
    if freshness(row.confirmed_on, row.noticed_on, row.open_until).state(today) != "notice_due":
        return False
    row.noticed_on = today
    save_next(row)
    return True


def _close(vacancy: Vacancy, today: date) -> bool:
    row = _row(vacancy)
    if freshness(row.confirmed_on, row.noticed_on, row.open_until).state(today) != "stale":
        return False
    row.expired_on, row.close_code = today, CODE
    save_next(row)
    vacancy.closed_on = today
    save_next(vacancy)
    return True


def tell_employers(note: Writing, vacancies: list[Vacancy], template: str) -> None:
    """A letter to each account that acts for the employers of these vacancies, in its language."""
    accounts = Membership.objects.filter(
        role=Role.EMPLOYER, organisation__in={one.employer_id for one in vacancies}, until__isnull=True
    ).select_related("user")
    for vacancy in vacancies:
        facts: dict[str, object] = {"scheme": vacancy.scheme.name, "title": vacancy.title or vacancy.number}
        for row in accounts:
            own = (row.organisation_id, row.scheme_id) == (vacancy.employer_id, vacancy.scheme_id)
            if own and row.user.email:
                note.tell(row.user.email, template, facts, language=row.user.language)
