"""What a check found in a scheme file: where, what, and what would be right."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.lines import Path


class Severity(StrEnum):
    """An error refuses the file; a warning or a note is shown and refuses nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A finding before its line is known: ``path`` leads to the value in the file."""

    path: Path
    code: str
    message: Text
    expected: Text | None = None
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding in its place; ``line`` 1 is the first, ``key`` counts array elements from 1."""

    file: str
    line: int
    key: str
    code: str
    message: Text
    expected: Text | None = None
    severity: Severity = Severity.ERROR

    def as_dict(self) -> dict[str, object]:
        """The JSON shape: file, line, key, code, message, expected, severity."""
        return {
            "file": self.file,
            "line": self.line,
            "key": self.key,
            "code": self.code,
            "message": str(self.message),
            "expected": str(self.expected) if self.expected else None,
            "severity": str(self.severity),
        }

    def as_problem(self) -> Problem:
        """The same fault in the shape of every refused input."""
        return Problem(
            self.code, self.message, self.expected, file=self.file, row=self.line, column=self.key or None
        )


def written(path: Path) -> str:
    """A path as people read it: ``("target", 0, "value")`` is ``target[1].value``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.lstrip(".")


def refuses(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(one.severity is Severity.ERROR for one in findings)
