"""``bench assign``: a complete table with random whole scores, the whole command in a fresh process."""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from passerelle.commands.bench import Bench

LIMIT_S = 2.0  # of the whole command at 400 x 400


def _write(folder: Path, size: int) -> None:
    chance = random.Random(size)
    lines = [
        f"c{person:05},p{post:05},{chance.randrange(10_001)}" for person in range(size) for post in range(size)
    ]
    (folder / "pairs.csv").write_text("\n".join(["candidate,post,score", *lines, ""]))
    (folder / "posts.csv").write_text(
        "\n".join(["post,places", *(f"p{post:05},1" for post in range(size)), ""])
    )


def run(size: str) -> tuple[float, dict[str, object]]:
    """Seconds of one ``assign`` of ``size`` x ``size``, and whether it is proven optimal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, int(size))
        began = time.perf_counter()
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from passerelle.commands.main import main; main()",
                "assign",
                "--pairs",
                folder / "pairs.csv",
                "--posts",
                folder / "posts.csv",
                "--out",
                folder / "out",
                "--json",
            ],
            check=True,
            capture_output=True,
        )
        seconds = time.perf_counter() - began
        answer = json.loads(done.stdout)
    return seconds, {
        "optimal": answer["status"] == "optimal",
        "gap_zero": answer["gap"] == 0,
        "all_placed": answer["placed"] == int(size),
        "within_limit": seconds <= LIMIT_S if size == "400" else None,
    }


BENCH = Bench(size="400", run=run)
