"""The server and its worker as two children that end together."""

import signal
import socket
import subprocess
import time
from collections.abc import Sequence

from tools.setup.demonstration import PASSERELLE, environment
from tools.setup.environment import PYTHON
from tools.setup.system import ROOT, Failed

PATIENCE = 20.0


def serve(port: int) -> int:
    """Serve until Ctrl-C; when one child ends by itself, the other ends too."""
    # Sessions of their own: Ctrl-C reaches this command alone, which then ends both in order.
    children = [
        subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)
        for command in _commands(port)
    ]
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    try:
        _wait_for(port, children)
        print(f"Passerelle serves http://127.0.0.1:{port} - end with Ctrl-C.", flush=True)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nEnding.", flush=True)
        return 0
    finally:
        _end(children)
    raise Failed("The server or its worker ended by itself (see the lines above).")


def _commands(port: int) -> list[list[str]]:
    server = ["-m", "gunicorn", "passerelle.config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    server += ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning", "--timeout", "120"]
    return [[str(PYTHON), *server], [PASSERELLE, "jobs", "work"]]


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _wait_for(port: int, children: Sequence[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and all(child.poll() is None for child in children):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Failed("The server did not start (see the lines above).")


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
