"""Days that each step takes where no law or observation says so: assumptions of this project, all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Duration:
    """Days of a step; ``assumption``: nobody published them."""

    days: int
    assumption: bool = True

    @property
    def basis(self) -> str:
        """On what the figure rests."""
        return "assumption" if self.assumption else "law"


DURATIONS: Mapping[str, Duration] = MappingProxyType(
    {
        "test": Duration(14),
        "course": Duration(120),
        "recognition": Duration(90),
        "contract": Duration(14),
        "file": Duration(21),
        "decision": Duration(90),
        "appointment": Duration(30),
        "visa": Duration(30),
        "exit_papers": Duration(21),
        "travel": Duration(7),
        "start": Duration(0),
    }
)
