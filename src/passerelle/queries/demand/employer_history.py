"""What an employer has done so far: counts, and one timeline out of every room that knows something of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.employers.history import History, Moment, newest_first, response_days, waits
from passerelle.domain.employers.suspensions import BREACHES
from passerelle.records.contests.models import Contest, ContestQuerySet
from passerelle.records.employers.models import (
    Check,
    Commitment,
    EmployerFile,
    MarketTest,
    PlanVersion,
    Recognition,
    Suspension,
    VacancyTurn,
)
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise, PromiseEntry, PromiseQuerySet
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "counts of an employer whose file the actor reads"
WITHDRAWN = "employer_withdrew"
REVIEWED = ("accepted", "sent_back")
AT_WORK = ("in_placement", "in_internship", "working_remotely", "working_at_home", "harvesting")


def history_of(
    actor: Actor, file: EmployerFile, vacancies: Sequence[Vacancy], suspensions: Sequence[Suspension]
) -> History:
    """The counts; six queries, however many rows."""
    numbers = [one.pk for one in vacancies]
    referrals = list(
        Referral.objects.unscoped(WHY).filter(vacancy__in=numbers).values_list("pk", "agreed_at", "ended_at")
    )
    offers = list(
        Offer.objects.filter(place__vacancy__in=numbers).values_list("referral_id", "made_at", "release_code")
    )
    pairs = _answers(referrals, [(referral, made) for referral, made, _ in offers])
    waiting = waits(pairs, now=timezone.now())
    people = Journey.objects.unscoped(WHY).filter(
        candidate__offers__place__vacancy__in=numbers,
        candidate__offers__released_at__isnull=True,
        stage__in=AT_WORK,
    )
    promised = _promises(file).values_list("state").annotate(count=Count("pk")).order_by()
    states = dict(promised)
    return History(
        vacancies=len(vacancies),
        posts=sum(one.posts for one in vacancies),
        referrals=len(referrals),
        offers=len(offers),
        withdrawn_offers=sum(1 for _, _, code in offers if code == WITHDRAWN),
        hires=people.aggregate(count=Count("candidate", distinct=True))["count"],
        breaches=sum(1 for one in suspensions if one.code in BREACHES),
        kept_promises=states.get("kept", 0),
        broken_promises=states.get("broken", 0),
        contests_upheld=_upheld(numbers).count() if _may_know_contests(actor, file) else None,
        response_days=response_days(pairs),
        unanswered=waiting.unanswered,
        longest_wait_days=waiting.longest_days,
    )


def moments_of(
    actor: Actor, file: EmployerFile, vacancies: Sequence[Vacancy], suspensions: Sequence[Suspension]
) -> list[Moment]:
    """One timeline, newest first; ten queries, however many rows. Contests only for the scheme's team."""
    titles = {one.pk: one for one in vacancies}
    contests = _contests(titles) if _may_know_contests(actor, file) else ()
    return newest_first(
        [
            Moment(file.opened_on, "file_opened"),
            *_reviews(file, titles),
            *_suspended(suspensions),
            *_committed(titles),
            *_turns(titles),
            *_promised(file),
            *_withdrawn(titles),
            *contests,
        ]
    )


def _answers(
    referrals: Iterable[tuple[int, datetime | None, datetime | None]], offers: Iterable[tuple[int, datetime]]
) -> list[tuple[datetime, datetime | None]]:
    """When each person agreed, and when the first offer or the end of the referral came."""
    first = dict(sorted(offers, key=lambda one: one[1], reverse=True))
    return [(agreed, first.get(pk, ended)) for pk, agreed, ended in referrals if agreed is not None]


def _promises(file: EmployerFile) -> PromiseQuerySet:
    return Promise.objects.unscoped(WHY).filter(scheme=file.scheme_id, organisation=file.organisation_id)


def _may_know_contests(actor: Actor, file: EmployerFile) -> bool:
    return actor.may(Permission.SELECTION_READ, scheme=file.scheme_id)


def _upheld(vacancies: Iterable[int]) -> ContestQuerySet:
    """Contests against what the employer itself said: a referral answered with no, an interview."""
    kinds = (Contest.Kind.REFERRAL, Contest.Kind.INTERVIEW)
    rows = Contest.objects.unscoped(WHY).filter(vacancy__in=list(vacancies), kind__in=kinds)
    return rows.filter(outcome=Contest.Outcome.UPHELD)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _reviews(file: EmployerFile, titles: dict[int, Vacancy]) -> Iterator[Moment]:
    for check in Check.objects.filter(file=file, status__in=REVIEWED):
        assert check.reviewed_at is not None  # a constraint says so
        day = _day(check.reviewed_at)
        yield Moment(day, f"check_{check.status}", code=check.code, vocabulary="check", until=check.expires_on)
    for one in Recognition.objects.filter(file=file):
        about = f"{one.country} {one.route} {one.reference}"
        yield Moment(one.valid_from, "recognised", about=about, until=one.valid_to)
    plans = PlanVersion.objects.filter(plan__file=file, state__in=REVIEWED).select_related("plan")
    for version in plans:
        assert version.reviewed_at is not None  # a constraint says so
        plan = version.plan
        yield Moment(_day(version.reviewed_at), f"plan_{version.state}", plan.title, "plan", plan.number)
    for test in MarketTest.objects.filter(vacancy__in=titles, status__in=REVIEWED):
        assert test.reviewed_at is not None  # a constraint says so
        yield Moment(_day(test.reviewed_at), f"test_{test.status}", *_about(titles[test.vacancy_id]))


def _suspended(suspensions: Iterable[Suspension]) -> Iterator[Moment]:
    for one in suspensions:
        yield Moment(one.since, "suspended", one.note, code=one.code, vocabulary="suspended", until=one.until)
        if one.lifted_on is not None:
            yield Moment(one.lifted_on, "lifted", code=one.code, vocabulary="suspended")


def _committed(titles: dict[int, Vacancy]) -> Iterator[Moment]:
    for row in Commitment.objects.filter(vacancy__in=titles, posts__gt=0):
        about = _about(titles[row.vacancy_id])
        yield Moment(row.on, "committed", *about, code=row.level, vocabulary="committed", posts=row.posts)


def _turns(titles: dict[int, Vacancy]) -> Iterator[Moment]:
    for turn in VacancyTurn.objects.filter(vacancy__in=titles):
        yield Moment(turn.on, turn.kind, *_about(titles[turn.vacancy_id]), until=turn.until)


def _promised(file: EmployerFile) -> Iterator[Moment]:
    promises = {one.pk: one for one in _promises(file)}
    for promise in promises.values():
        yield _of_promise(promise.made_on, "promise_made", promise)
    for entry in PromiseEntry.objects.filter(promise__in=promises):
        yield _of_promise(entry.on, f"promise_{entry.event}", promises[entry.promise_id])


def _of_promise(on: date, kind: str, promise: Promise) -> Moment:
    until = promise.due if kind == "promise_made" else None
    return Moment(
        on, kind, "", "promise", promise.number, code=promise.kind, vocabulary="promise_kind", until=until
    )


def _withdrawn(titles: dict[int, Vacancy]) -> Iterator[Moment]:
    rows = Offer.objects.filter(place__vacancy__in=titles, release_code=WITHDRAWN)
    for released, vacancy in rows.values_list("released_at", "place__vacancy"):
        assert released is not None  # a constraint says so
        yield Moment(_day(released), "offer_withdrawn", *_about(titles[vacancy]))


def _contests(titles: dict[int, Vacancy]) -> Iterator[Moment]:
    for contest in _upheld(titles):
        assert contest.decided_at is not None  # a constraint says so
        about = titles[contest.vacancy_id].title if contest.vacancy_id else ""
        yield Moment(_day(contest.decided_at), "contest_upheld", about, "contest-kept", contest.number)


def _about(vacancy: Vacancy) -> tuple[str, str, str]:
    return (vacancy.title or vacancy.number, "vacancy-demand", vacancy.number)
