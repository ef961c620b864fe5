"""The public way in: check a scheme file's text, or turn it into a ``Scheme``."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.building import build
from passerelle.domain.schemes.checking import faults_of
from passerelle.domain.schemes.findings import Fault, Finding, Severity, refuses, written
from passerelle.domain.schemes.reading import decoded, read
from passerelle.domain.schemes.scheme import Scheme

T = TypeVar("T")
MOST = 500  # findings told of one file: nobody mends more in one go


def check_text(text: str, file: str = "scheme.toml", *, on: date | None = None) -> list[Finding]:
    """Everything found in a scheme file's text, in the order of its lines.

    ``on`` is the day by which a rule counts as past; without it no rule does.
    """
    return _checked(text, file, on)[1]


def check_bytes(content: bytes, file: str, *, on: date | None = None) -> list[Finding]:
    """As ``check_text`` for the bytes of a file, whatever they are."""
    text = decoded(content, file)
    return [text] if isinstance(text, Finding) else check_text(text, file, on=on)


def parse_scheme(text: str, file: str = "scheme.toml") -> Scheme:
    """The scheme of a file's text; raises ``Refused`` with every error found."""
    scheme, findings = _checked(text, file, None)
    if scheme is None:
        raise Refused([one.as_problem() for one in findings if one.severity is Severity.ERROR])
    return scheme


def parse_bytes(content: bytes, file: str) -> Scheme:
    """As ``parse_scheme`` for the bytes of a file, whatever they are."""
    text = decoded(content, file)
    if isinstance(text, Finding):
        raise Refused([text.as_problem()])
    return parse_scheme(text, file)


def checked(
    text: str,
    file: str,
    faults: Callable[[Mapping[str, Any]], Iterable[Fault]],
    made: Callable[[Mapping[str, Any]], T],
) -> tuple[T | None, list[Finding]]:
    """Any described file: what it builds (nothing when an error was found) and its findings by line."""
    reading = read(text, file)
    if reading.finding or not reading.lines:
        return None, [reading.finding] if reading.finding else []
    findings = [
        Finding(
            file=file,
            line=reading.lines.of(fault.path),
            key=written(fault.path),
            code=fault.code,
            message=fault.message,
            expected=fault.expected,
            severity=fault.severity,
        )
        for fault in faults(reading.values)
    ]
    refused = refuses(findings)
    findings = sorted(findings, key=lambda one: one.line)[:MOST]
    return (None if refused else made(reading.values)), findings


def _checked(text: str, file: str, on: date | None) -> tuple[Scheme | None, list[Finding]]:
    return checked(text, file, lambda values: faults_of(values, on=on), build)
