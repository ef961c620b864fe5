"""``bench simulate``: PALIM's 9,677 applicants from the call to departure, on a scratch database."""

import json
import subprocess
import sys
import time

from passerelle.commands.bench import Bench

PEOPLE, LIMIT_S = 9_677, 120.0
SEED = "2019"


def run(size: str) -> tuple[float, dict[str, object]]:
    """Seconds of one simulation, set-up and all, in a fresh process; ``size`` is the scheme's code."""
    start = time.monotonic()
    program = "from passerelle.commands.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "simulate", size, "--seed", SEED, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - start
    if done.returncode:
        raise RuntimeError(done.stderr[-2_000:])
    found = json.loads(done.stdout)
    return seconds, {
        "whole_population": found["population"] == PEOPLE or size != "palim",
        "adds_up": sum(found["outcomes"].values()) + sum(found["open"].values()) == found["population"],
        "within_120_s": seconds <= LIMIT_S,
        "outcomes": found["outcomes"],
        "digest": found["digest"],
    }


BENCH = Bench(size="palim", run=run)
