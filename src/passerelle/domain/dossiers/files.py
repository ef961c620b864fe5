"""What a document may be: told by its first bytes, never by its name."""

import re

LARGEST = 10_000_000  # bytes; a scanned page of a letter has about one million
_STARTS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg"}
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}
_ODD = re.compile(r"[^\w .()-]+")
NAME_LONGEST = 100


def kind_of(start: bytes) -> str | None:
    """``pdf``, ``png``, ``jpeg``, or ``None`` for anything else."""
    return next((kind for sign, kind in _STARTS.items() if start.startswith(sign)), None)


def clean_name(name: str, kind: str) -> str:
    """A name to show and to save under: no folders, no control signs, the ending of what the file is."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = base.rsplit(".", 1)[0] if "." in base else base
    stem = " ".join(_ODD.sub(" ", stem).split()).strip(". ")[:NAME_LONGEST].strip(". ")
    return f"{stem or 'document'}{ENDINGS[kind]}"
