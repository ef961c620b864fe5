"""A database for one simulation: made for it, thrown away after it, never the live one."""

import importlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def scratch_database(address: str | None) -> Iterator[dict[str, str]]:
    """Environment of a process that works on a scratch database of the kind that the address names."""
    folder = Path(tempfile.mkdtemp(prefix="passerelle-simulation-"))
    try:
        if address and urlsplit(address).scheme in {"postgres", "postgresql"}:
            with _on_server(address) as scratch:
                yield {"DATABASE_URL": scratch, "PASSERELLE_VAR": str(folder)}
        else:
            file = f"sqlite:///{folder / 'simulation.sqlite3'}"
            yield {"DATABASE_URL": file, "PASSERELLE_VAR": str(folder)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _on_server(address: str) -> Iterator[str]:
    # The name holds letters, figures and underlines only, so it can stand in the statement as it is.
    name = f"passerelle_simulation_{os.getpid()}_{secrets.token_hex(4)}"
    _tell_server(address, f"CREATE DATABASE {name}")
    try:
        yield _named(address, name)
    finally:
        _tell_server(address, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _tell_server(address: str, statement: str) -> None:
    # Only installations on PostgreSQL have the driver.
    driver = importlib.import_module("psycopg")
    with driver.connect(_named(address, "postgres"), autocommit=True) as server:
        server.execute(statement)


def _named(address: str, name: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(("postgresql", parts.netloc, f"/{name}", "", ""))
