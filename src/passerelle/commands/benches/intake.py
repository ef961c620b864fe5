"""``bench import``: a workbook of candidates kept in an empty database, in a fresh process."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from passerelle.commands.bench import Bench
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.schemes.folder import shipped_folder
from passerelle.gateways.sheets_out import write_workbook

LIMIT_S = 30.0  # of keeping 10,000 rows
SCHEME = "palim"
_COMMAND = "from passerelle.commands.main import main; main()"


def _write(path: Path, size: int) -> None:
    chance = random.Random(size)
    skills = [
        f"http://data.europa.eu/esco/skill/{number:08x}-0000-4000-8000-000000000000" for number in range(400)
    ]
    rows = (_row(number, chance, skills) for number in range(size))
    with path.open("wb") as stream:
        write_workbook(stream, [column.name for column in CANDIDATES.columns], rows)


def _row(number: int, chance: random.Random, skills: list[str]) -> list[str]:
    born = f"{1980 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"
    return [
        f"{number:06}", f"Family {chr(65 + number % 26)}", "Given", "سلمى", born, "fm"[number % 2], "MA",
        "MA-06", f"s{number}@example.org", f"+2126{number:08}", "2512", "|".join(chance.sample(skills, 12)),
        "fr:B2|en:B1|ar:C2", "6", str(chance.choice([0, 2.5, 7])), "BE|FR", "2026-09-01", "none",
    ]  # fmt: skip


def _call(folder: Path, *arguments: object) -> str:
    place = {**os.environ, "PASSERELLE_VAR": str(folder)}
    place.pop("DATABASE_URL", None)  # never the live database
    words = [sys.executable, "-c", _COMMAND, *map(str, arguments)]
    return subprocess.run(words, check=True, capture_output=True, text=True, env=place).stdout


def run(size: str) -> tuple[float, dict[str, object]]:
    """Seconds of ``import candidates --keep`` of ``size`` rows, and whether all of them were kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "list.xlsx", int(size))
        _call(folder, "database", "migrate")
        _call(folder, "schemes", "load", shipped_folder() / f"{SCHEME}.toml")
        began = time.perf_counter()
        said = _call(
            folder, "import", "candidates", folder / "list.xlsx", "--scheme", SCHEME, "--keep", "--json"
        )
        seconds = time.perf_counter() - began
        answer = json.loads(said)
        kept = bool(answer["kept"]) and answer["counts"]["new"] == int(size)
        return seconds, {"all_kept": kept, "within_limit": seconds <= LIMIT_S}


BENCH = Bench(size="10000", run=run)
