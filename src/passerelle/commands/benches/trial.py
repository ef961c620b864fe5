"""``bench trial``: 9,677 invented people and 1,225 real vacancies, from rows to the saved run with reasons."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from passerelle.commands.bench import Bench
from passerelle.domain.kernel.problems import MissingFile

SCHEME = "trial_fr_ict"
ROOT = Path(__file__).resolve().parents[4]
PEOPLE, VACANCIES = 9_677, 1_225
LIMIT_S, LIMIT_MB, EXPLAIN_S = 20.0, 1024.0, 0.05


def run(size: str) -> tuple[float, dict[str, object]]:
    """Seconds of one run in a fresh process on a database of its own, and what must hold of it."""
    folder = _prepared()
    kept = _call(folder, "from passerelle.commands.benches.trial_run import measure; measure()")
    answer = json.loads(kept)
    return answer["seconds"], {
        "ready": answer["state"] == "ready",
        "whole_trial": (answer["candidates"], answer["vacancies"]) == (PEOPLE, VACANCIES),
        "a_reason_for_everybody": answer["reasons"] == answer["candidates"] + answer["vacancies"],
        "within_20_s": answer["seconds"] <= LIMIT_S,
        "within_1_gb": answer["peak_mb"] <= LIMIT_MB,
        "a_pair_within_50_ms": answer["explain_s"] <= EXPLAIN_S,
        "explain_s": answer["explain_s"],
        "run_peak_mb": answer["peak_mb"],
        "placed": answer["placed"],
        "gap": answer["gap"],
        "digest": answer["digest"],
        "steps": answer["steps"],
    }


@cache
def _prepared() -> Path:
    """A database with the trial's people and vacancies, made once for all repeats."""
    folder = Path(tempfile.mkdtemp(prefix="passerelle-trial-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = Path(os.environ.get("PASSERELLE_DATA", ROOT.parent / "shared" / "data"))
    offers = data / "vacancies" / "francetravail_ict_fr_dev.csv.gz"
    if not offers.is_file():
        raise MissingFile(f"{offers}: the trial needs the reference data (PASSERELLE_DATA)")
    _command(folder, "database", "migrate")
    _command(folder, "schemes", "load", str(ROOT / "schemes" / f"{SCHEME}.toml"))
    _call(folder, "from passerelle.commands.benches.trial_run import invent; invent()")
    _command(
        folder, "import", "vacancies", str(offers), "--scheme", SCHEME, "--adapter", "francetravail", "--keep"
    )
    return folder


def _command(folder: Path, *arguments: str) -> None:
    _call(folder, "from passerelle.commands.main import main; main()", *arguments)


def _call(folder: Path, program: str, *arguments: str) -> str:
    database = {"DATABASE_URL": f"sqlite:///{folder / 'trial.sqlite3'}", "PASSERELLE_VAR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, **database},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments) or program}: {done.stderr[-2_000:]}")
    return done.stdout


BENCH = Bench(size=f"{PEOPLE}x{VACANCIES}", run=run)
