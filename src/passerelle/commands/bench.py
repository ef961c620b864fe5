"""``passerelle bench``: figures of speed and memory, measured in fresh processes."""

import importlib
import os
import platform
import resource
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from passerelle.commands.answers import Exit, answer, json_option, leave, run_or_exit, tell
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

# Name -> module:attribute of a ``Bench``; loaded only when called, like the commands.
BENCHES = {
    "allotment": "passerelle.commands.benches.allotment:BENCH",
    "assign": "passerelle.commands.benches.assign:BENCH",
    "caseload": "passerelle.commands.benches.caseload:BENCH",
    "placements": "passerelle.commands.benches.placements:BENCH",
    "import": "passerelle.commands.benches.intake:BENCH",
    "pages": "passerelle.commands.benches.pages:BENCH",
    "pathways": "passerelle.commands.benches.pathways:BENCH",
    "search": "passerelle.commands.benches.search:BENCH",
    "simulate": "passerelle.commands.benches.simulate:BENCH",
    "trial": "passerelle.commands.benches.trial:BENCH",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """One benchmark: its usual size, and a run that answers (seconds, checks) for a size."""

    size: str
    run: Callable[[str], tuple[float, dict[str, object]]]
    peer: Callable[[str], float] | None = None


def machine() -> dict[str, object]:
    """The machine: cpu, cores, memory_gb, python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "python": platform.python_version(),
    }


def _cpu() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def measure(name: str, bench: Bench, size: str, repeat: int, peer: str | None) -> dict[str, object]:
    """The JSON object of a benchmark: name, size, machine, runs, median, min, max, peak, ratio, checks."""
    runs: list[float] = []
    checks: dict[str, object] = {}
    for _ in range(repeat):
        seconds, checks = bench.run(size)
        runs.append(round(seconds, 4))
    median = statistics.median(runs)
    rival = bench.peer(size) if peer and bench.peer else None
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "name": name,
        "size": size,
        "machine": machine(),
        "runs": runs,
        "median_s": median,
        "min_s": min(runs),
        "max_s": max(runs),
        "peak_mb": round(peak / 1024, 1),
        "ratio_to_peer": round(rival / median, 2) if rival else None,
        "checks": checks,
    }


@click.command()
@click.argument("name", type=click.Choice(sorted(BENCHES)))
@click.option("--size", help="Size, as the benchmark understands it; e.g. 400 for assign.")
@click.option("--repeat", type=click.IntRange(1), default=3, show_default=True)
@click.option("--peer", help="Another program to compare with, where the benchmark knows one.")
@json_option
@run_or_exit
def bench(name: str, size: str | None, repeat: int, peer: str | None, as_json: bool) -> None:
    """Measure one figure on this machine; exit 1 when a check fails."""
    module, attribute = BENCHES[name].split(":")
    chosen: Bench = getattr(importlib.import_module(module), attribute)
    figures = measure(name, chosen, size or chosen.size, repeat, peer)
    if as_json:
        answer(figures)
    else:
        click.echo(f"{name} {figures['size']}: median {figures['median_s']} s, peak {figures['peak_mb']} MB")
    checks = figures["checks"]
    failed = [key for key, held in checks.items() if held is False] if isinstance(checks, dict) else []
    if failed:
        message = Text("Checks failed: %(checks)s.", {"checks": ", ".join(failed)})
        tell([Problem("check_failed", message)], as_json=as_json)
        leave(Exit.REFUSED)
