"""``bench pages --size 10000``: the pages of a manager with so many cases, and the looks before bulk acts."""

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.crowd import VALUE, Crowd, invent_crowd
from passerelle.actions.schemes.load import load_scheme
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.schemes.folder import shipped_folder

SCHEME = "palim"
PAGE_S, PREVIEW_S, CASELOAD_S = 0.3, 1.5, 0.06  # of processor time
VISITS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Median seconds of visits after a first one, on the clock and of the processor; SQL queries; bytes."""

    wall_s: float
    cpu_s: float
    queries: int
    kilobytes: int


def measure_many(cases: int) -> tuple[float, dict[str, object]]:
    """The median of processor seconds over all pages; everything invented is rolled back."""
    with transaction.atomic():
        load_scheme(SYSTEM, (shipped_folder() / f"{SCHEME}.toml").read_text("utf-8"))
        crowd = invent_crowd(SCHEME, cases)
        client = Client(SERVER_NAME="localhost")
        client.force_login(crowd.manager)
        pages = {address: (_visited(client, address), limit) for address, limit in _pages(crowd)}
        transaction.set_rollback(True)
    return statistics.median(one.cpu_s for one, _limit in pages.values()), {
        "every_page_within_its_limit": all(one.cpu_s <= limit for one, limit in pages.values()),
        "over": [address for address, (one, limit) in pages.items() if one.cpu_s > limit],
        "pages": {
            address: {
                "wall_s": round(one.wall_s, 3),
                "cpu_s": round(one.cpu_s, 3),
                "queries": one.queries,
                "kilobytes": one.kilobytes,
                "limit_s": limit,
            }
            for address, (one, limit) in pages.items()
        },
    }


def _pages(crowd: Crowd) -> Iterator[tuple[str, float]]:
    """Each address with its limit in seconds of processor time."""
    yield reverse("caseload"), CASELOAD_S
    for query in ("?due=overdue", "?text=sample12", "?page=100"):
        yield reverse("caseload") + query, PAGE_S
    plan = f"{reverse('cases-plan')}?scheme={SCHEME}"
    yield from ((plan, PAGE_S), (f"{plan}&state=late", PAGE_S))
    for name in ("case-changes", "expiring", "departures", "permits", "contracts", "groups", "data-quality"):
        yield reverse(name), PAGE_S
    yield f"{reverse('candidates')}?scheme={SCHEME}", PAGE_S
    yield f"{reverse('candidates')}?scheme={SCHEME}&text=sample&page=100", PAGE_S
    yield reverse("scheme", args=[SCHEME]), PAGE_S
    for name in ("group", "group-results", "group-attendance"):
        yield reverse(name, args=[crowd.group]), PAGE_S
    for name in ("pathway-value", "pathway-cases"):
        yield reverse(name, args=[VALUE]), PAGE_S
    for name in ("cases-record", "cases-hand-over", "cases-remind"):
        yield f"{reverse(name)}?all=1", PREVIEW_S
    yield f"{reverse('cases-record')}?all=1&event=found_eligible", PREVIEW_S


def _visited(client: Client, address: str) -> Figures:
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    answer = client.get(address)  # the first visit of a process reads its files
    with connection.execute_wrapper(count):
        client.get(address)
    if answer.status_code != 200:
        raise MissingFile(f"{address} answered {answer.status_code}")
    wall, cpu = [], []
    for _ in range(VISITS):
        begun, busy = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - busy)
    kilobytes = len(answer.content) // 1_000
    return Figures(statistics.median(wall), statistics.median(cpu), len(asked), kilobytes)
