"""The embedded installation: static files, database, the nine schemes with their synthetic people."""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tools.setup.environment import PYTHON
from tools.setup.system import ROOT, Failed

SOURCE = ROOT / "src" / "passerelle"
LOCK = ROOT / "requirements" / "core.lock"
SETTINGS = "passerelle.config.settings.dev"
DJANGO = [str(PYTHON), "-m", "django"]
PASSERELLE = str(PYTHON.with_name("passerelle"))


def environment() -> dict[str, str]:
    """The caller's environment, with the embedded settings unless it names others."""
    return {"DJANGO_SETTINGS_MODULE": SETTINGS, **os.environ}


def prepare() -> None:
    """Bring the static files and the database up to date, then load and match what is not yet there."""
    var = ROOT / "var"
    _once(
        "collectstatic",
        [*DJANGO, "collectstatic", "--no-input", "--clear", "--verbosity", "0"],
        inputs=SOURCE.glob("web/**/static/**/*"),
        result=var / "static" / "staticfiles.json",
    )
    _once(
        "migrate",
        [PASSERELLE, "database", "migrate"],
        inputs=SOURCE.glob("records/*/migrations/*.py"),
        result=var / "passerelle.sqlite3",
    )
    _call([PASSERELLE, "demo", "load"])


def accounts() -> None:
    """Print how to sign in for each role."""
    _call([PASSERELLE, "demo", "accounts"])


def _call(command: list[str]) -> None:
    if subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode:
        name = Path(command[0]).name
        raise Failed(f"This step did not work (see the lines above): {name} {' '.join(command[1:])}")


def _once(name: str, command: list[str], *, inputs: Iterable[Path], result: Path) -> None:
    """Skip a step whose result is there and whose inputs have not changed."""
    stamp = ROOT / "var" / f"stamp-{name}"
    mark = _mark(inputs)
    if result.exists() and stamp.is_file() and stamp.read_text() == mark:
        return
    _call(command)
    stamp.write_text(mark)


def _mark(inputs: Iterable[Path]) -> str:
    """Names, sizes and times of the inputs, the lock, and the database that is meant."""
    files = sorted(file for file in [*inputs, LOCK] if file.is_file())
    lines = [f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join([os.environ.get("DATABASE_URL", ""), *lines]).encode()).hexdigest()
