"""Keeps search indexes on disk, so that the first search after a start is quick."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from passerelle.domain.classifications.search.index import SearchIndex
from passerelle.domain.classifications.search.packing import FORMAT, Damaged, pack, unpack


def kept(name: str, mark: str, make: Callable[[], SearchIndex]) -> SearchIndex:
    """The index ``name`` of the releases that ``mark`` stands for: from disk, or made and kept.

    A damaged or outdated file is made anew; a folder that cannot be written only costs time.
    """
    folder = Path(settings.VAR) / "search"
    path = folder / f"{name}-{FORMAT}-{mark[:16]}.npz"
    with suppress(OSError, Damaged):
        return unpack(path.read_bytes())
    index = make()
    with suppress(OSError):
        _write(path, pack(index))
        _forget(folder, name, path)
    return index


def _write(path: Path, packed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    number, half = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(number, "wb") as out:
            out.write(packed)
        Path(half).replace(path)  # readers see the old file or the whole new one
    except OSError:
        Path(half).unlink(missing_ok=True)
        raise


def _forget(folder: Path, name: str, current: Path) -> None:
    for path in folder.glob(f"{name}-*.npz"):
        if path != current:
            path.unlink(missing_ok=True)
