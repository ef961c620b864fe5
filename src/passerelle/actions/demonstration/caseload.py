"""Invented cases in great number, for measuring; the bench rolls them back."""

import random
from datetime import timedelta

from django.utils import timezone

from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Scheme


def invent_cases(code: str, cases: int) -> User:
    """That many open cases of people without a face in a scheme, and the account of its manager."""
    scheme = Scheme.objects.unscoped("a bench invents and rolls back").get(code=code)
    manager = User.objects.create(email="bench@passerelle.example", name="Bench")
    since = timezone.localdate() - timedelta(days=60)
    Membership.objects.create(user=manager, role=Role.SCHEME_MANAGER, scheme=scheme, since=since)
    people = Person.objects.bulk_create(
        (Person(family_name=f"Sample{n}", search_name=f"sample{n}", is_synthetic=True) for n in range(cases)),
        batch_size=2_000,
    )
    candidates = Candidate.objects.bulk_create(
        (Candidate(person=person, scheme=scheme) for person in people), batch_size=2_000
    )
    version = scheme.versions.get(number=scheme.current)
    drawn = random.Random(7)  # not a secret: the same list each time
    Journey.objects.bulk_create(
        (
            Journey(
                candidate=one, scheme_version=version, track="home", since=since,
                stage=drawn.choice(["applied", "eligible", "tested", "referred"]),
                due_on=since + timedelta(days=drawn.randrange(120)),
                owner=manager if drawn.random() < 0.3 else None,
            )
            for one in candidates
        ),
        batch_size=2_000,
    )  # fmt: skip
    return manager
