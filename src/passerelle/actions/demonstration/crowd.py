"""Invented papers around many invented cases, for measuring pages; the bench rolls them back."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Model, Value
from django.db.models.functions import Concat
from django.utils import timezone

from passerelle.actions.demonstration.caseload import invent_cases
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.changes import stored
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Person
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.dossiers.models import Dossier, DossierItem
from passerelle.records.journeys.models import Journey, Reminder, StageChange
from passerelle.records.partnerships.models import Organisation
from passerelle.records.pathways.models import ParameterVersion
from passerelle.records.permits.models import ConsularPost, PermitEntry, PermitFile
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.training.models import Course, Enrolment, Group, GroupSeat, TestResult
from passerelle.records.vacancies.models import Place, Vacancy

WHY = "a bench invents and rolls back"
BATCH = 2_000
SIGN = "sample"  # with which the names of the invented people begin
GROUP = 700  # people of one training group
VALUE = "BE-VLG-HQ"  # a value of the law that the bench lets change
STAGES = (
    "applied", "eligible", "tested", "referred", "agreed", "shortlisted", "offered", "in_training",
    "certified", "employer_interview", "job_offered", "contract_signed", "permit_filed", "permit_granted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who manages the scheme, and the number of its large training group."""

    manager: User
    group: str


def invent_crowd(code: str, cases: int) -> Crowd:
    """That many open cases, with what pages read beside them: papers, offers, permits, a group, changes."""
    manager = invent_cases(code, cases)
    theirs = Journey.objects.unscoped(WHY).filter(
        candidate__scheme__code=code, candidate__person__search_name__startswith=SIGN
    )
    journeys = list(theirs.select_related("candidate__scheme").order_by("pk"))
    today, drawn = timezone.localdate(), random.Random(11)  # not a secret: the same crowd each time
    _people()
    _stages(journeys, drawn)
    _changes(journeys, manager, drawn)
    chosen = drawn.sample(journeys, len(journeys) * 2 // 5)
    posts = _posts(journeys[0], today)
    referrals = _kept(
        Referral(candidate=one.candidate, vacancy=posts[place % len(posts)]) for place, one in enumerate(chosen)
    )
    _offers(referrals[: len(chosen) // 4], manager)
    _contracts(referrals[: len(chosen) // 5], today)
    _papers(chosen, today, drawn)
    _value_changed()
    ConsularPost.objects.get_or_create(state="BE", country="MA", place="Casablanca")
    return Crowd(manager, _group(journeys[:GROUP], today))


def _kept(rows: Iterable[Model]) -> list:  # type: ignore[type-arg]  # of whatever model the rows are
    listed = list(rows)
    return type(listed[0])._default_manager.bulk_create(listed, batch_size=BATCH) if listed else []


def _people() -> None:
    people = Person.objects.unscoped(WHY).filter(search_name__startswith=SIGN)
    address = Concat("search_name", Value("@people.example"))
    people.update(email=address, nationality="MA", language="fr", given_name="Given")


def _stages(journeys: list[Journey], drawn: random.Random) -> None:
    for one in journeys:
        one.track, one.stage = "mobility", drawn.choice(STAGES)
    Journey.objects.unscoped(WHY).bulk_update(journeys, ["track", "stage"], batch_size=500)


def _changes(journeys: list[Journey], manager: User, drawn: random.Random) -> None:
    now = timezone.now()
    for event in ("applied", "found_eligible", "test_passed"):
        _kept(
            StageChange(journey=one, before="applied", event=event, after=one.stage, by=manager,
                        at=now - timedelta(minutes=drawn.randrange(20_000)))
            for one in journeys
        )  # fmt: skip
    told = journeys[:: max(1, len(journeys) // 500)]
    _kept(
        Reminder(journey=one, due_on=one.due_on, ordinal=1, channel="email", at=now - timedelta(days=9))
        for one in told
    )


def _posts(first: Journey, today: date) -> list[Vacancy]:
    employer = Organisation.objects.create(name="Sample firm", country="BE")
    posts: list[Vacancy] = _kept(
        Vacancy(
            scheme=first.candidate.scheme, employer=employer, title=f"Post {n}", country="BE", region="BE2",
            posts=50, route="be_single_permit", start=today + timedelta(days=60 + 5 * n), is_synthetic=True,
            isco="2512", salary=3_500, currency="EUR", salary_period="month", reference=f"sample {n}",
        )
        for n in range(40)
    )  # fmt: skip
    return posts


def _offers(referrals: list[Referral], manager: User) -> None:
    now = timezone.now()
    places = _kept(Place(vacancy=one.vacancy, ordinal=n) for n, one in enumerate(referrals))
    _kept(
        Offer(referral=one, candidate=one.candidate, place=place, made_by=manager, made_at=now)
        for one, place in zip(referrals, places, strict=True)
    )


def _contracts(referrals: list[Referral], today: date) -> None:
    start = (today + timedelta(days=120)).isoformat()
    contracts = _kept(
        Contract(candidate=one.candidate, vacancy=one.vacancy, employer=one.vacancy.employer, form="employment",
                 hiring="named")
        for one in referrals
    )  # fmt: skip
    _kept(
        ContractVersion(contract=one, ordinal=1, terms={"start": start}, parties={}, language="fr",
                        digest="0" * 64, made_at=timezone.now())
        for one in contracts
    )  # fmt: skip


def _papers(journeys: list[Journey], today: date, drawn: random.Random) -> None:
    """A passport of each, which runs out within two years; a permit of some."""
    now = timezone.now()
    dossiers = _kept(
        Dossier(kind="stage", scheme=one.candidate.scheme, candidate=one.candidate, journey=one,
                opened_on=today)
        for one in journeys
    )  # fmt: skip
    _kept(
        DossierItem(dossier=one, code="passport", status="accepted", reviewed_at=now,
                    expires_on=today + timedelta(days=drawn.randrange(730)))
        for one in dossiers
    )  # fmt: skip
    _permits(journeys[: len(journeys) // 5], today, now)


def _permits(journeys: list[Journey], today: date, now: datetime) -> None:
    dossiers = _kept(
        Dossier(kind="permit", scheme=one.candidate.scheme, candidate=one.candidate, journey=one,
                opened_on=today)
        for one in journeys
    )  # fmt: skip
    files = _kept(
        PermitFile(journey=one, dossier=dossier, kind="permit", route="be_single_permit", opened_on=today,
                   state="granted")
        for one, dossier in zip(journeys, dossiers, strict=True)
    )  # fmt: skip
    _kept(
        PermitEntry(file=one, kind=kind, on=today - timedelta(days=day), recorded_at=now,
                    until=today + timedelta(days=n % 400) if kind == "granted" else None)
        for n, one in enumerate(files)
        for kind, day in (("filed", 90), ("granted", 10))
    )  # fmt: skip


def _value_changed() -> None:
    parameter = book().parameters[VALUE]
    now = timezone.now()
    ParameterVersion.objects.create(parameter=VALUE, digest="before", values=[], seen_at=now)
    ParameterVersion.objects.create(
        parameter=VALUE, digest=parameter.digest, values=stored(parameter), seen_at=now
    )


def _group(journeys: list[Journey], today: date) -> str:
    course = Course.objects.create(
        scheme=journeys[0].candidate.scheme, title="Sample course", kind="language", language="fr", level="B1"
    )
    group = Group.objects.create(
        course=course, name="Sample group", seats=len(journeys), state="running", starts_on=today,
        opened_on=today, committed=len(journeys),
    )  # fmt: skip
    seats = _kept(GroupSeat(group=group, ordinal=n) for n in range(len(journeys)))
    learners = _kept(
        Enrolment(group=group, candidate=one.candidate, seat=seat, state="enrolled", asked_at=timezone.now())
        for one, seat in zip(journeys, seats, strict=True)
    )
    _kept(TestResult(enrolment=one, passed=True, level="B1", issued_on=today) for one in learners[::2])
    return group.number
