"""What the machine must offer before anything is set up; one clear line when it does not."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)


class Missing(Exception):  # noqa: N818  # says what to install; ends a command with 2
    """A piece of the system is not there."""


class Failed(Exception):  # noqa: N818  # a step was tried and did not work; ends a command with 1
    """A step of the set-up did not work."""


def need_venv() -> None:
    """Debian and Ubuntu ship Python without ``venv`` and ``ensurepip``."""
    test = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    if test.returncode:
        raise Missing("Python has no venv. Install it: sudo apt-get install python3-venv")


def need_npm() -> str:
    """The npm client fetches the style sheets, once."""
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("npm is missing. Install it: sudo apt-get install nodejs npm")
    return npm


def need_port(port: int) -> None:
    """Nobody else may answer on the port that we serve."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Missing(f"Port {port} is taken. Choose another: ./run --port {port + 1}") from error


def chromium() -> str | None:
    """The system's Chromium, or the one that PASSERELLE_CHROMIUM names."""
    named = os.environ.get("PASSERELLE_CHROMIUM")
    names = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if (found := shutil.which(name))), None)


def reference_data() -> Path | None:
    """The folder of reference data (ESCO packages, real vacancies), when it is there."""
    folder = Path(os.environ.get("PASSERELLE_DATA", ROOT.parent / "shared" / "data"))
    return folder if folder.is_dir() else None
