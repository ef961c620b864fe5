"""What loading one table did."""

from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Tally:
    """Rows of a table and what became of them; ``passed_over`` rows name concepts that are not loaded."""

    file: str
    part: str
    language: str = ""
    version: str = ""
    rows: int = 0
    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept_newer: int = 0
    passed_over: int = 0
    known: bool = False  # the very same table was loaded before

    @property
    def touched(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.changed or self.removed)

    def as_dict(self) -> dict[str, object]:
        """The shape that ``--json`` prints."""
        return asdict(self)
