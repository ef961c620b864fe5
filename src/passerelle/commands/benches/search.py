"""``bench search``: misspelt queries over all of ESCO, in a scratch database and a fresh process."""

import json
import os
import subprocess
import sys
import tempfile
from functools import cache

from passerelle.commands.bench import Bench

LIMIT_MS = 50  # median of a whole search, database included
SHARE = 0.9  # of the queries, among the first five
_RUN = "from passerelle.commands.benches.search_figures import main; main()"


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    # Kept for the whole bench: repeats find the packages loaded and the indexes on disk, as pages do.
    return tempfile.TemporaryDirectory(prefix="passerelle-bench-")


def run(size: str) -> tuple[float, dict[str, object]]:
    """Median seconds of one search with ``size`` queries per language and kind, and the shares found."""
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, size],
        check=True,
        capture_output=True,
        env={**surroundings, "PASSERELLE_VAR": _scratch().name},
    )
    answer = json.loads(done.stdout)
    figures = answer["figures"]
    return answer["median_ms"] / 1_000, {
        "whole_esco": bool(answer["releases"]) or None,
        "nine_in_ten_in_first_five": all(one["share_in_five"] >= SHARE for one in figures),
        "median_under_50_ms": all(one["median_ms"] < LIMIT_MS for one in figures),
        "figures": figures,
    }


BENCH = Bench(size="200", run=run)
