"""``bench caseload``: the caseload page over 10,000 invented cases of one scheme, as its manager sees it."""

import random
import statistics
import time
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.bench import Bench
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership, Scheme

LIMIT_S = 0.1
VISITS = 15
QUERIES = ("", "?due=overdue", "?stage=tested&owner=mine", "?text=sample", "?page=100")


def run(size: str) -> tuple[float, dict[str, object]]:
    """The median over the list and its filters; everything invented is rolled back."""
    with transaction.atomic():
        manager = _invent(int(size))
        pages = {query or "all": _visited(manager, query) for query in QUERIES}
        transaction.set_rollback(True)
    seconds = {query: round(median, 4) for query, (median, _) in pages.items()}
    counts = {count for _, count in pages.values()}
    return statistics.median(seconds.values()), {
        "every_page_within_100_ms": all(one <= LIMIT_S for one in seconds.values()),
        "queries": max(counts),
        "pages_s": seconds,
    }


def _invent(cases: int) -> User:
    load_scheme(SYSTEM, (shipped_folder() / "palim.toml").read_text("utf-8"))
    scheme = Scheme.objects.unscoped("the bench's own").get(code="palim")
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


def _visited(manager: User, query: str) -> tuple[float, int]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(manager)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    address = reverse("caseload") + query
    with connection.execute_wrapper(count):
        client.get(address)
    taken = []
    for _ in range(VISITS):
        begun = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken), len(asked)


BENCH = Bench(size="10000", run=run)
