"""``bench caseload``: the caseload page over 10,000 invented cases of one scheme, as its manager sees it."""

import statistics
import time
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.caseload import invent_cases
from passerelle.actions.demonstration.refusal import must_be_ready
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.bench import Bench
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.records.accounts.models import User

LIMIT_S = 0.06  # of processor time: a busy machine lengthens the clock
VISITS = 15
QUERIES = ("", "?due=overdue", "?stage=tested&owner=mine", "?text=sample", "?page=100")


def run(size: str) -> tuple[float, dict[str, object]]:
    """The median of processor seconds over the list and its filters; everything invented is rolled back."""
    must_be_ready()
    with transaction.atomic():
        load_scheme(SYSTEM, (shipped_folder() / "palim.toml").read_text("utf-8"))
        manager = invent_cases("palim", int(size))
        pages = {query or "all": _visited(manager, query) for query in QUERIES}
        transaction.set_rollback(True)
    seconds = {query: round(median, 4) for query, (median, _) in pages.items()}
    counts = {count for _, count in pages.values()}
    return statistics.median(seconds.values()), {
        "every_page_within_60_ms": all(one <= LIMIT_S for one in seconds.values()),
        "queries": max(counts),
        "pages_s": seconds,
    }


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
        begun = time.process_time()
        client.get(address)
        taken.append(time.process_time() - begun)
    return statistics.median(taken), len(asked)


BENCH = Bench(size="10000", run=run)
