"""Invented placements in great number, for measuring; the bench rolls them back."""

import random
from datetime import timedelta

from django.utils import timezone

from passerelle.actions.demonstration.caseload import invent_cases
from passerelle.domain.visits.checklist import CURRENT
from passerelle.domain.visits.incidents import KINDS
from passerelle.records.accounts.models import User
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.stays.models import Stay, StayWord
from passerelle.records.vacancies.models import Vacancy
from passerelle.records.visits.models import Finding, Incident, Visit

WHY = "a bench invents and rolls back"
HOSTS = 40
BATCH = 2_000


def invent_placements(code: str, people: int) -> User:
    """That many open stays with forty hosts, a third of them still awaited, and the account of the manager."""
    manager = invent_cases(code, people)
    scheme = Scheme.objects.unscoped(WHY).get(code=code)
    today, drawn = timezone.localdate(), random.Random(11)  # not a secret: the same list each time
    hosts = [Organisation.objects.create(name=f"Host {n}", kind="employer", country="BE") for n in range(HOSTS)]
    posts = [Vacancy.objects.create(scheme=scheme, employer=host, title="Work", posts=people) for host in hosts]
    stays = []
    for one in Journey.objects.unscoped(WHY).filter(candidate__scheme=scheme).order_by("pk"):
        n = drawn.randrange(HOSTS)
        begun = today - timedelta(days=drawn.randrange(5, 300))
        awaited = drawn.random() < 0.33
        stays.append(
            Stay(
                journey=one,
                ordinal=1,
                kind=Stay.Kind.WORK,
                host=hosts[n],
                vacancy=posts[n],
                country="BE",
                site="Ghent",
                planned_from=begun,
                planned_until=begun + timedelta(days=365),
                arrived_on=None if awaited else begun,
                started_on=None if awaited else begun,
                due_on=today + timedelta(days=drawn.randrange(-20, 14)) if awaited else None,
            )
        )
    made = Stay.objects.bulk_create(stays, batch_size=BATCH)
    StayWord.objects.bulk_create(
        (
            StayWord(stay=one, what=what, side=side, on=one.arrived_on, said_at=timezone.now())
            for one in made
            if one.arrived_on
            for what in StayWord.What.values
            for side in ("host", "person")
        ),
        batch_size=BATCH,
    )
    _invent_protection(scheme, made, hosts, manager, drawn)
    return manager


def _invent_protection(
    scheme: Scheme, stays: list[Stay], hosts: list[Organisation], by: User, drawn: random.Random
) -> None:
    """An open incident of every fifth stay; ten visits to each host, each with five findings."""
    now, today = timezone.now(), timezone.localdate()
    Incident.objects.bulk_create(
        (
            Incident(
                stay=one,
                kind=drawn.choice(list(KINDS)),
                severity="serious",
                country="BE",
                text="Invented.",
                reporter="team",
                reported_at=now - timedelta(hours=drawn.randrange(900)),
            )
            for one in stays[::5]
        ),
        batch_size=BATCH,
    )
    visits = Visit.objects.bulk_create(
        Visit(scheme=scheme, host=host, officer=by, planned_on=day, done_on=day, checklist=CURRENT)
        for host in hosts
        for day in (today - timedelta(days=drawn.randrange(700)) for _ in range(10))
    )
    Finding.objects.bulk_create(
        (
            Finding(visit=one, code="rooms", severity="minor", text="x", action="y", owner="employer",
                    due_on=today + timedelta(days=drawn.randrange(-30, 60)))
            for one in visits
            for _ in range(5)
        ),
        batch_size=BATCH,
    )  # fmt: skip
