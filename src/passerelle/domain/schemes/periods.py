"""Do dates follow one another?"""

from collections.abc import Iterator

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.dates import first_day, last_day
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.sound import Sound


def period_faults(sound: Sound) -> Iterator[Fault]:
    """An end before its start, a target older than the one before it, a rule over before the scheme began."""
    start = sound.top("start")
    if start and (end := sound.top("end")):
        yield from _after(("end",), start, end)
    before: str | None = None
    for place, row in sound.rows("target"):
        if "from" not in row:
            continue
        if before:
            yield from _after(("target", place, "from"), before, row["from"])
        before = row["from"]
    for place, row in sound.rows("rule"):
        if start and "until" in row:
            yield from _after(("rule", place, "until"), start, row["until"])


def _after(path: Path, earlier: str, later: str) -> Iterator[Fault]:
    if last_day(later) < first_day(earlier):
        message = Text("%(later)s is before %(earlier)s.", {"later": later, "earlier": earlier})
        expected = Text("A date not before %(earlier)s.", {"earlier": earlier})
        yield Fault(path=path, code="bad-date-order", message=message, expected=expected)
