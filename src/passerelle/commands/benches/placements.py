"""``bench placements``: 10,000 invented open stays with visits and incidents, as a manager sees them."""

import statistics
import time
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.placements import invent_placements
from passerelle.actions.demonstration.refusal import must_be_ready
from passerelle.actions.schemes.load import load_scheme
from passerelle.commands.bench import Bench
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.records.accounts.models import User
from passerelle.records.stays.models import Stay

LIMIT_S = 0.1
VISITS = 15
PROTECTION = (
    "/visits/",
    "/visits/?list=findings",
    "/visits/?list=made&page=8",
    "/incidents/",
    "/incidents/?page=30",
)
QUERIES = ("", "?state=overdue", "?state=ending", "?text=sample12", "?page=100")


def run(size: str) -> tuple[float, dict[str, object]]:
    """The median over the list and its filters; everything invented is rolled back."""
    must_be_ready()
    with transaction.atomic():
        load_scheme(SYSTEM, (shipped_folder() / "palim.toml").read_text("utf-8"))
        manager = invent_placements("palim", int(size))
        stay = Stay.objects.unscoped("a bench invents and rolls back").order_by("pk")[int(size) // 2]
        pages = {query or "all": _visited(manager, reverse("stays") + query) for query in QUERIES}
        for page in PROTECTION:
            pages[page] = _visited(manager, page)
        pages["one stay"] = _visited(manager, reverse("stay", args=[stay.number]))
        transaction.set_rollback(True)
    seconds = {page: round(wall, 4) for page, (wall, _cpu, _count) in pages.items()}
    processor = {page: round(cpu, 4) for page, (_wall, cpu, _count) in pages.items()}
    lists = {count for page, (_wall, _cpu, count) in pages.items() if page != "one stay"}
    return statistics.median(seconds.values()), {
        "every_page_within_100_ms": all(one <= LIMIT_S for one in seconds.values()),
        "queries_of_a_list": max(lists),
        "queries_of_one_stay": pages["one stay"][2],
        "pages_s": seconds,
        "processor_s": processor,
    }


def _visited(manager: User, address: str) -> tuple[float, float, int]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(manager)
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        client.get(address)
    wall, cpu = [], []
    for _ in range(VISITS):
        begun, worked = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
    return statistics.median(wall), statistics.median(cpu), len(asked)


BENCH = Bench(size="10000", run=run)
