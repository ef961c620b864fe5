"""``bench pages``: server time of every page of the demonstration, each as the role that opens it."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.demonstration.refusal import must_be_ready
from passerelle.commands.bench import Bench
from passerelle.commands.benches.pages_of_many import measure_many
from passerelle.domain.kernel.problems import MissingFile
from passerelle.records.accounts.models import User
from passerelle.records.selection.models import Run

LIMIT_S = 0.1
VISITS = 5


def run(size: str) -> tuple[float, dict[str, object]]:
    """The median over all pages of each page's median seconds; checks name the slowest page.

    A number as size: the pages of a manager with so many cases instead.
    """
    must_be_ready()
    if size.isdecimal():
        return measure_many(int(size))
    pages = {f"{who} {path}": _seconds(who, path) for who, path in _pages()}
    slowest = max(pages, key=lambda page: pages[page][0])
    return statistics.median(seconds for seconds, _ in pages.values()), {
        "every_page_within_100_ms": all(seconds <= LIMIT_S for seconds, _ in pages.values()),
        "slowest": slowest,
        "slowest_s": round(pages[slowest][0], 4),
        "pages": {
            page: {"median_s": round(seconds, 4), "queries": count} for page, (seconds, count) in pages.items()
        },
    }


def _seconds(who: str, path: str) -> tuple[float, int]:
    """Median seconds of five visits after a first one, and the number of SQL queries."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=f"{who}@demo.passerelle.example"))
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = client.get(path)
    if answer.status_code != 200:
        raise MissingFile(f"{path} answered {answer.status_code}")
    taken = []
    for _ in range(VISITS):
        begun = time.perf_counter()
        client.get(path)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken), len(asked)


def _pages() -> Iterator[tuple[str, str]]:
    """Role and address of each kind of page, on the largest scheme and on one under rules."""
    if not User.objects.filter(is_demo=True).exists():
        raise MissingFile("the demonstration is not loaded: passerelle demo load")
    for name in ("portfolio", "candidates", "vacancies", "runs", "imports", "data-quality", "candidate-new"):
        yield "manager", reverse(name)
    yield "manager", reverse("concepts") + "?q=develper"
    for code in ("palim", "thamm", "match"):
        yield "manager", reverse("scheme", args=[code])
        yield "manager", f"{reverse('candidates')}?scheme={code}"
        yield from _run_pages(code)
    yield from (
        ("employer", reverse("referrals")),
        ("candidate", reverse("own-page")),
        ("funder", reverse("portfolio")),
    )


def _run_pages(code: str) -> Iterator[tuple[str, str]]:
    runs = Run.objects.unscoped("the newest run of the demonstration").filter(scheme__code=code, state="ready")
    run = runs.defer("snapshot").order_by("-ordinal").first()
    proposal = run.proposals.select_related("candidate", "vacancy").first() if run else None
    if run is None or proposal is None:
        return
    yield "manager", reverse("run", args=[run.number])
    for name in ("run-fairness", "run-record"):
        yield "manager", reverse(name, args=[run.number])
    candidate, vacancy = proposal.candidate.number, proposal.vacancy.number
    yield "manager", reverse("candidate", args=[candidate])
    yield "manager", reverse("vacancy", args=[vacancy])
    yield "manager", f"{reverse('run', args=[run.number])}?pair={candidate},{vacancy}"


BENCH = Bench(size="demonstration", run=run)
