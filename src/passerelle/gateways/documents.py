"""Documents handed in: checked by content, kept under random names outside the web root."""

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from passerelle.domain.dossiers.files import LARGEST, clean_name, kind_of
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text

_NAME = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name is only a claim."""

    name: str
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as it is kept."""

    stored: str
    name: str
    kind: str
    bytes: int
    digest: str


def keep(upload: Upload) -> Kept:
    """Check and keep a document; ``Refused`` when empty, too large, or neither PDF, PNG nor JPEG."""
    content = _bounded(upload)
    kind = kind_of(content)
    if kind is None:
        message = Text("%(name)s is neither a PDF nor a PNG or JPEG picture.", {"name": upload.name[:80]})
        hint = Text("Save or scan it as PDF, PNG or JPEG; another ending in the name is not enough.")
        raise Refused([Problem("file_kind", message, hint, column="file")])
    stored = secrets.token_urlsafe(24)
    path = _folder() / stored
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)
    return Kept(stored, clean_name(upload.name, kind), kind, len(content), hashlib.sha256(content).hexdigest())


def read(stored: str) -> bytes:
    """The bytes of a kept document; ``MissingFile`` when it is gone or the name was made up."""
    path = _folder() / stored
    if not _NAME.fullmatch(stored) or not path.is_file():
        raise MissingFile("the document is no longer here")
    return path.read_bytes()


def drop(stored: str) -> None:
    """Forget a document whose record was not kept."""
    if _NAME.fullmatch(stored):
        (_folder() / stored).unlink(missing_ok=True)


def names(before: datetime) -> Iterator[str]:
    """The names of documents kept before a moment: those being handed in now are not among them."""
    folder = _folder()
    for path in folder.iterdir() if folder.is_dir() else ():
        if _NAME.fullmatch(path.name) and path.stat().st_mtime < before.timestamp():
            yield path.name


def _bounded(upload: Upload) -> bytes:
    pieces, size = [], 0
    for piece in upload.pieces:
        size += len(piece)
        if size > LARGEST:
            values = {"limit": LARGEST // 1_000_000}
            message = Text("The file is larger than %(limit)d MB.", values)
            hint = Text("Scan it in grey or at a lower resolution, then hand it in again.")
            raise Refused([Problem("file_too_big", message, hint, column="file")])
        pieces.append(piece)
    if not size:
        message = Text("The file is empty.")
        raise Refused([Problem("file_empty", message, Text("Choose the file again."), column="file")])
    return b"".join(pieces)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "documents"
