"""Input files of the bare commands, read whole."""

from pathlib import Path

from passerelle.domain.kernel.problems import MissingFile
from passerelle.domain.matching.tables import Source


def source(path: Path) -> Source:
    """The file with its name; ``MissingFile`` when it cannot be read."""
    try:
        return Source(str(path), path.read_bytes())
    except OSError as error:
        raise MissingFile(f"{path}: {error.strerror}") from error
