"""Exit formalities by country of origin, and the gate that nobody passes without five things known."""

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
    days_valid: int | None = None  # how old it may be on the day of departure


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
GATE: Mapping[str, Text] = MappingProxyType(
    {
        "contract": Text("Have the person read and sign the contract in a language they read."),
        "insurance": Text("Record the insurance cover and what shows it."),
        "housing": Text("Record where the person will live and what shows it."),
        "contact": Text("Name a contact person at the destination."),
        "complaint": Text("Show the person how to complain, and have them try it."),
    }
)


def formalities(country: str | None) -> tuple[Formality, ...] | None:
    """What a country of origin asks; ``None``: not known for this country."""
    return FORMALITIES.get(country or "")


def last_day(code: str, country: str | None, issued: date) -> date | None:
    """The last day on which somebody may leave with a paper of this date; none where no limit is known."""
    for one in formalities(country) or ():
        if one.code == code and one.days_valid is not None:
            return date.fromordinal(issued.toordinal() + one.days_valid)
    return None


def missing_at_gate(settled: Collection[str], *, travels: bool = True) -> Sequence[str]:
    """What is still open before departure; somebody who works from home needs no journey but a contract."""
    wanted = GATE if travels else ("contract", "complaint")
    return [code for code in wanted if code not in settled]
