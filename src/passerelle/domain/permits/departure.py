"""Exit formalities by country of origin, the departure gate of a track, and what a briefing is about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Formality:
    """A paper that a country asks before somebody leaves for work abroad."""

    code: str
    source: str
    evidence: str = "M"
    confirmed: bool = False
    days_valid: int | None = None  # how old it may be on the day of departure; a month is counted as 30 days


# A country without a row is not known: that is said, and nothing is invented.
FORMALITIES: Mapping[str, tuple[Formality, ...]] = MappingProxyType(
    {
        "MA": (
            Formality("contract_endorsed", "Morocco, Labour Code, articles 512 and 513"),
            Formality("medical_certificate", "Morocco, Labour Code, articles 512 and 513", days_valid=30),
        ),
        "PK": (Formality("exit_clearance", "accounts of people who ran it"),),
        "BD": (Formality("exit_clearance", "accounts of people who ran it"),),
    }
)
# What a gate can ask, with the next thing to do; a scheme's file states by track or route what it asks.
STEPS: Mapping[str, Text] = MappingProxyType(
    {
        "contract": Text("Have the person read and sign the contract in a language they read."),
        "insurance": Text("Record the insurance cover and what shows it."),
        "housing": Text("Record where the person will live and what shows it."),
        "contact": Text("Name a contact person at the destination."),
        "complaint": Text("Show the person how to complain, and have them try it."),
        "travel": Text("Record the journey that is booked."),
        "briefing": Text("Hold the briefing, and have the person say that they understood it."),
    }
)
GATE = ("contract", "insurance", "housing", "contact", "complaint")  # where the scheme's file states nothing
TOPICS = ("rights", "pay", "housing", "complaint", "emergency")


def leaves_from(service: str | None, nationality: str | None) -> str:
    """The country somebody leaves from: the service's that brought them, else of their nationality.

    Empty: nobody knows it.
    """
    return service or nationality or ""


def formalities(country: str | None) -> tuple[Formality, ...] | None:
    """What a country of origin asks; ``None``: not known for this country."""
    return FORMALITIES.get(country or "")


def last_day(code: str, country: str | None, issued: date) -> date | None:
    """The last day on which somebody may leave with a paper of this date; none where no limit is known."""
    for one in formalities(country) or ():
        if one.code == code and one.days_valid is not None:
            return date.fromordinal(issued.toordinal() + one.days_valid)
    return None


def asks_issue_date(code: str, country: str | None) -> bool:
    """Whether a paper counts only up to an age, so that its day of issue must be known."""
    return any(one.code == code and one.days_valid is not None for one in formalities(country) or ())


def gate_for(*stated: Sequence[str]) -> tuple[str, ...]:
    """What a case must settle: the first that states something (its route, its track), else all five."""
    return tuple(next((one for one in stated if one), GATE))


def missing_at_gate(settled: Collection[str], gate: Sequence[str] = GATE) -> tuple[str, ...]:
    """What is still open before departure, in the order of the gate."""
    return tuple(code for code in gate if code not in settled)
