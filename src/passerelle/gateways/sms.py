"""Short messages to phones: written as files until the installation names a carrier."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4


class TextFailed(Exception):  # noqa: N818  # an outcome that is tried again
    """The message was not taken."""


def write_text(place: Path, phone: str, body: str) -> None:
    """One message as a file in a folder; raises ``TextFailed`` when it cannot be written."""
    folder = Path(place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{phone.lstrip('+')}-{uuid4().hex}.txt").write_text(f"{phone}\n{body}\n", encoding="utf-8")
    except OSError as error:
        raise TextFailed(str(error)) from error


def texts_in(place: Path) -> Iterator[tuple[Path, str, str]]:
    """Messages that a carrier put into a folder: the file, the sender's number, the words.

    The first line is the number, the rest the message, as ``write_text`` writes them. A file of another form
    is left where it is.
    """
    folder = Path(place)
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        phone, _, body = path.read_text(encoding="utf-8", errors="replace").partition("\n")
        if phone.strip().startswith("+"):
            yield path, phone.strip(), body.strip()


def came_at(path: Path) -> datetime:
    """When a message came: the moment its file was written."""
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
