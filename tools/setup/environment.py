"""The virtual environment inside the checkout, filled from a hash-locked list."""

import contextlib
import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.setup.system import ROOT, Failed, need_venv

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ENTRY = "passerelle.commands.main"
PIP = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together set up one after the other."""
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_packages(lock: Path) -> bool:
    """Install the list unless this very list is already in; True when something was done."""
    stamp = VENV / f"stamp-{lock.stem}"
    mark = _mark(lock)
    if stamp.is_file() and stamp.read_text() == mark and PYTHON.exists():
        return False
    _make_venv()
    # The list is whole, so nothing is resolved: with an extra (coverage[toml]) an older pip would look past
    # the list for the newest release, and stop.
    command = [str(PYTHON), *PIP, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if subprocess.run(command, check=False).returncode:
        raise Failed(
            f"The packages of {lock.relative_to(ROOT)} could not be installed (see pip's lines above)."
        )
    _link_project()
    stamp.write_text(mark)
    return True


def _mark(lock: Path) -> str:
    """Changes with the list, the Python and the place of the checkout (scripts hold its full path)."""
    content = f"{sys.version_info[:3]} {ROOT} ".encode() + lock.read_bytes()
    return hashlib.sha256(content).hexdigest()


def _make_venv() -> None:
    """Make the environment, or make it anew when it was moved or its Python is gone."""
    scripts = VENV / "bin" / "pip"
    at_home = scripts.is_file() and str(VENV) in scripts.read_text().partition("\n")[0]
    if at_home and PYTHON.exists():
        return
    need_venv()
    if VENV.exists():
        shutil.rmtree(VENV)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode:
        raise Failed("The virtual environment .venv could not be made.")


def _link_project() -> None:
    """Put the checkout on the environment's path; no build step, so nothing is fetched for one."""
    packages = next(VENV.glob("lib/python3*/site-packages"))
    (packages / "passerelle.pth").write_text(f"{ROOT / 'src'}\n")
    script = VENV / "bin" / "passerelle"
    script.write_text(f"#!{PYTHON}\nimport sys\n\nfrom {ENTRY} import main\n\nsys.exit(main())\n")
    script.chmod(0o755)
