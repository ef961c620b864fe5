"""The migrated SQLite database of the tests, kept between runs: migrating takes longer than many a slice.

It is kept by the digest of every migration and of the columns they name, so that a changed one is migrated anew. With CI=true nothing is kept:
there each run migrates. To throw it away, delete ``passerelle-tests-…`` in the folder for temporary files.
"""

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.core import management
from django.db import connection

RECORDS = Path(__file__).resolve().parents[1] / "src" / "passerelle" / "records"


def kept_file() -> Path:
    """Where the database of exactly these migrations lies, or will lie."""
    known = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    # Migrations name the columns of our own, so what these are belongs to them.
    for migration in [RECORDS / "columns.py", *sorted(RECORDS.glob("*/migrations/*.py"))]:
        known.update(str(migration.relative_to(RECORDS)).encode() + migration.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"passerelle-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{known.hexdigest()[:32]}.sqlite3"


def migrate_once() -> None:
    """Let the next ``migrate``, that of the new test database, copy what an earlier run migrated."""
    if connection.vendor != "sqlite" or os.environ.get("CI") == "true":
        return
    really = management.call_command

    def quick(name: str, *words: Any, **options: Any) -> Any:
        if name != "migrate":
            return really(name, *words, **options)
        management.call_command = really
        kept = kept_file()
        if kept.is_file():
            return _copied_from(kept)
        answer = really(name, *words, **options)
        _copied_to(kept)
        return answer

    management.call_command = quick  # type: ignore[assignment]  # of the same shape, for one call


def _copied_from(kept: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as source:
        source.backup(connection.connection)


def _copied_to(kept: Path) -> None:
    beside = kept.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(beside)) as target:
        connection.connection.backup(target)
    beside.replace(kept)  # at once: another run sees the whole file or none
