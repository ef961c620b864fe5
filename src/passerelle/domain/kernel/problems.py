"""What is wrong with an input: where, what, and how to put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place; ``row`` is the line of a file (1 is the first), ``column`` a heading or key."""

    code: str
    message: Text
    hint: Text | None = None
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The shape that ``--json`` prints: file, row, column, code, message, hint."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "message": str(self.message),
            "hint": str(self.hint) if self.hint else None,
        }


class Refused(Exception):  # noqa: N818  # a refusal is an answer, not a failure
    """Data or a state was refused; carries every problem found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(str(problem.message) for problem in problems))
        self.problems = tuple(problems)


class MissingFile(Exception):  # noqa: N818  # names what is missing
    """A file or a system piece that the command needs is not there (exit 2)."""
