"""Uploaded lists that wait for a person's "keep": outside the web root, under random names, for a day."""

import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from passerelle.domain.kernel.problems import MissingFile

DAY = 24 * 60 * 60
FOLDERS = ("lists", "pay")  # below the folder of uploads
_NAME = re.compile(r"[A-Za-z0-9_-]{22}")


def put(folder: Path, pieces: Iterable[bytes]) -> str:
    """Keep the bytes; the answer is the only name under which they are found again."""
    folder.mkdir(parents=True, exist_ok=True)
    clear_old(folder, now=time.time())
    name = secrets.token_urlsafe(16)
    with (folder / name).open("wb") as file:
        for piece in pieces:
            file.write(piece)
    return name


def find(folder: Path, name: str) -> Path:
    """The waiting file; ``MissingFile`` when it is gone or the name was made up."""
    if not _NAME.fullmatch(name) or not (folder / name).is_file():
        raise MissingFile("the uploaded list is no longer here")
    return folder / name


def drop(folder: Path, name: str) -> None:
    """Forget a file that was kept or given up."""
    find(folder, name).unlink()


def clear_all(*, now: float) -> None:
    """Forget every list that has waited for more than a day, in whichever folder it waits."""
    for name in FOLDERS:
        folder = Path(settings.MEDIA_ROOT) / name
        if folder.is_dir():
            clear_old(folder, now=now)


def clear_old(folder: Path, *, now: float) -> None:
    """Forget what has waited for more than a day (``now`` in seconds since 1970)."""
    for path in folder.iterdir():
        if now - path.stat().st_mtime > DAY:
            path.unlink(missing_ok=True)
