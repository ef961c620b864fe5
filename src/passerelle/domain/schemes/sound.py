"""The parts of a file whose shape holds, so that what they mean can be checked without fear."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.lines import Path


@dataclass(frozen=True, slots=True)
class Sound:
    """A file's values with the paths that have a fault; those parts are passed over."""

    values: Mapping[str, Any]
    broken: frozenset[Path]

    def top(self, name: str) -> Any:
        """The value of a key of the whole file; ``None`` when absent or faulty."""
        return None if (name,) in self.broken else self.values.get(name)

    def rows(self, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The faultless tables of an array of tables with their places."""
        for place, row in enumerate(self.top(name) or ()):
            if (name, place) not in self.broken:
                yield place, row


def sound_parts(values: Mapping[str, Any], faults: Iterable[Fault]) -> Sound:
    """The faultless parts: an unknown key breaks nothing but itself."""
    broken: set[Path] = set()
    for fault in faults:
        if fault.code == "unknown-key":
            continue
        broken.add(fault.path[:2] if _in_rows(fault.path) else fault.path[:1])
    return Sound(values, frozenset(broken))


def _in_rows(path: Path) -> bool:
    return len(path) > 1 and isinstance(path[1], int)
