"""The parts of ``./test``: static checks, then on SQLite, in Chromium and on PostgreSQL, side by side."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from tools.setup.environment import PYTHON, VENV
from tools.setup.system import ROOT, Missing, chromium, reference_data

# One place for the thresholds: percent of lines and branches measured in the SQLite run.
DOMAIN_AT_LEAST = 100
OVERALL_AT_LEAST = 95
ANSWER = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected|xfailed|xpassed)")


@dataclass
class Parts:
    """What this machine can run; a reason for each part that it cannot."""

    browser: str | None
    database: str | None
    skipped: list[str] = field(default_factory=list)


def look_around() -> Parts:
    """Find Chromium, PostgreSQL and the reference data; with CI=true all three are required."""
    parts = Parts(browser=chromium(), database=_postgres())
    if parts.browser is None:
        parts.skipped.append("browser tests: no Chromium found (sudo apt-get install chromium)")
    if parts.database is None:
        parts.skipped.append("PostgreSQL tests: none answers (start one, or set PASSERELLE_TEST_DATABASE)")
    if reference_data() is None:
        parts.skipped.append("reference data tests: no folder (set PASSERELLE_DATA)")
    if parts.skipped and os.environ.get("CI") == "true":
        raise Missing("Required with CI=true: " + "; ".join(parts.skipped))
    return parts


def _postgres() -> str | None:
    """The server's address without the name of a database, when it answers."""
    server = os.environ.get("PASSERELLE_TEST_DATABASE", "postgresql://postgres@127.0.0.1:5432/postgres")
    answer = subprocess.run([str(PYTHON), "-c", ANSWER, server], capture_output=True, check=False)
    # A name of our own, so that two runs on one server do not take each other's test database.
    return f"{server.rpartition('/')[0]}/passerelle_{os.getpid()}" if answer.returncode == 0 else None


def tool(*command: str) -> bool:
    """Run one tool of the environment; its own lines say what is wrong."""
    words = [str(VENV / "bin" / command[0]), *command[1:]]
    return subprocess.run(words, cwd=ROOT, check=False).returncode == 0


@dataclass
class Suite:
    """Runs pytest, and adds up the closing lines."""

    parts: Parts
    selection: list[str]
    full: bool
    counts: dict[str, int] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def run(self, only: str, options: Iterable[str] = ()) -> bool:
        """One pytest run on SQLite whose lines are shown as they come; exit 5, nothing selected, is fine."""
        with self._start(only, options, lines=subprocess.PIPE) as running:
            last = ""
            for line in running.stdout or ():
                print(line, end="", flush=True)
                last = line if line.strip() else last
        self._add(last)
        return running.returncode in {0, 5}

    @contextmanager
    def beside(self, only: str, options: Iterable[str] = (), **settings: str) -> Iterator[Callable[[], bool]]:
        """Some of the tests meanwhile, with settings of their own; called, it waits and shows their lines."""
        with (
            tempfile.TemporaryFile("w+") as lines,
            self._start(only, options, lines=lines, settings=settings) as running,
        ):

            def end() -> bool:
                running.wait()
                lines.seek(0)
                said = lines.read()
                print(said, end="", flush=True)
                self._add(said.strip().rpartition("\n")[2])
                return running.returncode in {0, 5}

            yield end

    def _start(
        self,
        only: str,
        options: Iterable[str],
        *,
        lines: int | IO[str],
        settings: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        marks = [only, "" if self.full else "not full", "" if self.parts.browser else "not browser"]
        chosen = " and ".join(mark for mark in marks if mark)
        command = [str(PYTHON), "-m", "pytest", *options, "-m", chosen, *self.selection]
        told = {"PASSERELLE_CHROMIUM": self.parts.browser or "", "DATABASE_URL": "", **(settings or {})}
        return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **told}, stdout=lines, text=True)

    def _add(self, closing: str) -> None:
        for number, word in COUNTS.findall(closing):
            self.counts[word] = self.counts.get(word, 0) + int(number)

    def closing(self) -> str:
        """The counts of all runs in pytest's own form."""
        order = ["failed", "passed", "skipped", "xfailed", "xpassed", "error", "errors"]
        counts = ", ".join(f"{self.counts[word]} {word}" for word in order if word in self.counts)
        return f"===== {counts or 'no tests ran'} in {time.monotonic() - self.started:.2f}s ====="


def coverage(report: str, at_least: int, include: str) -> bool:
    """Hold one floor of the house to its threshold."""
    print(f"Coverage of {report}, at least {at_least} %:", flush=True)
    return tool(
        "coverage",
        "report",
        "--skip-covered",
        "--skip-empty",
        f"--fail-under={at_least}",
        f"--include={include}",
    )
