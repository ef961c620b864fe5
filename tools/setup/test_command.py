"""Set up what the tests need and run them all: ./test [--full] [-k EXPR] [paths...]."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from tools.setup import checks, environment, frontend
from tools.setup.phases import phase
from tools.setup.system import ROOT

BESIDE = ".coverage.pages"  # what the run in Chromium measures


def main() -> int:
    options = arguments().parse_args()
    with phase("Set-up"), environment.one_at_a_time():
        environment.ensure_packages(ROOT / "requirements" / "test.lock")
        frontend.ensure_files("pages")
        frontend.ensure_files("tests")
        parts = checks.look_around()
    for reason in parts.skipped:
        print(f"   skipped: {reason}", flush=True)
    selection = [*options.paths, *(["-k", options.k] if options.k else [])]
    suite = checks.Suite(parts, selection, options.full)
    failed = tests(suite) if selection else static_checks() + tests(suite) + coverage()
    for reason in parts.skipped:
        print(f"skipped: {reason}")
    print(f"failed: {', '.join(failed)}" if failed else "all parts passed")
    print(suite.closing(), flush=True)
    return 1 if failed else 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./test", description="Set up and run the checks and the tests.")
    parser.add_argument("--full", action="store_true", help="the long proofs too")
    parser.add_argument("-k", metavar="EXPR", help="only tests whose name matches; no static checks")
    parser.add_argument("paths", nargs="*", help="only these files or folders; no static checks")
    return parser


def static_checks() -> list[str]:
    commands = [("ruff", "check", "--quiet", "."), ("mypy",), ("lint-imports", "--no-cache", "--no-logo")]
    return [words[0] for words in commands if not timed(words[0], partial(checks.tool, *words))]


def tests(suite: checks.Suite) -> list[str]:
    """Three runs side by side, since one alone leaves cores idle: only the first is shown as it goes."""
    measured = [] if suite.selection else ["--cov", "--cov-report="]
    address = suite.parts.database
    with ExitStack() as meanwhile:
        steps = {"pytest on SQLite": lambda: suite.run("not browser", measured)}
        if suite.parts.browser:
            # Its tables come straight from the records: that migrations give the same, another test proves.
            pages = suite.beside("browser", [*measured, "--no-migrations"], COVERAGE_FILE=BESIDE)
            steps["pytest in Chromium"] = meanwhile.enter_context(pages)
        if address:
            rows = suite.beside("database", DATABASE_URL=address)
            steps["pytest on PostgreSQL"] = meanwhile.enter_context(rows)
        failed = [name for name, step in steps.items() if not timed(name, step)]
    if measured and suite.parts.browser:
        checks.tool("coverage", "combine", "--append", BESIDE)
    return failed


def coverage() -> list[str]:
    floors = [
        ("domain", checks.DOMAIN_AT_LEAST, "*/passerelle/domain/*"),
        ("all", checks.OVERALL_AT_LEAST, "*"),
    ]
    return [f"coverage of {name}" for name, least, files in floors if not checks.coverage(name, least, files)]


def timed(name: str, step: Callable[[], bool]) -> bool:
    with phase(name):
        return step()
