"""Short messages to phones: written as files until the installation names a carrier."""

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
