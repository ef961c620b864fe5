"""Database settings from one address: nothing means the embedded SQLite file."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def sqlite(path: str) -> dict[str, Any]:
    """SQLite as we run it.

    A power cut loses nothing that was acknowledged (WAL with synchronous FULL), and two writers never
    see half of each other: every transaction takes the write lock when it begins (IMMEDIATE), since
    SQLite ignores row locks.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }


def database_from(address: str | None, *, folder: Path) -> dict[str, Any]:
    """Settings for ``DATABASE_URL``: ``postgres://user:password@host:port/name``, or a SQLite file."""
    if not address:
        return sqlite(str(folder / "passerelle.sqlite3"))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL: {parts.scheme!r} is not a database we know; use postgres:// or sqlite://"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
