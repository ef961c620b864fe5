"""What is settled in the first weeks of a stay, and what each country asks a newcomer to register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.kinds import WITHOUT_TRAVEL

REGISTRATION = "registration"
FAMILY = "family_request"
# Choices of this project, the same for everybody; a scheme may leave one out as not needed, with a note.
ITEMS: Mapping[str, Text] = MappingProxyType(
    {
        "met": Text("Somebody met the person on arrival"),
        "housing": Text("Moved into the housing that was agreed"),
        "welfare": Text("Knows whom to call: the welfare officer and the channel in confidence"),
        "onboarding": Text("Introduced at work or school, in a language the person understands"),
        "safety": Text("Told about safety at work"),
        "insurance": Text("Insured from the first day"),
        "bank": Text("Has an account that pay can go to"),
        REGISTRATION: Text("Registered where the country asks for it"),
        FAMILY: Text("The person asks about bringing their family"),
    }
)
_VISIT = ("met", "housing", "welfare", "insurance")
_HERE = ("welfare", "onboarding", "safety", "bank")  # nobody travelled
STATES = ("done", "not_needed")


@dataclass(frozen=True, slots=True)
class Registration:
    """What a country asks; ``days`` counted from arrival. Confirmed by nobody: read in the text named."""

    what: Text
    days: int
    source: str
    since: date | None
    confirmed: bool = False


REGISTRATIONS: Mapping[str, Registration] = MappingProxyType(
    {
        "DE": Registration(
            Text("Register the address with the town within two weeks of moving in"),
            14,
            "§ 17 (1) Bundesmeldegesetz",
            date(2015, 11, 1),
        ),
        "ES": Registration(
            Text(
                "Ask for the foreigner's identity card within one month of entry, where the stay is allowed "
                "for more than six months and not as seasonal work"
            ),
            30,
            "Ley Orgánica 4/2000, art. 4.2",
            None,
        ),
    }
)


def items_for(kind: str) -> tuple[str, ...]:
    """The items of a kind of stay, in order. What the person may ask about family is never a task."""
    if kind == "visit":
        return _VISIT
    if kind in WITHOUT_TRAVEL:
        return _HERE
    return tuple(code for code in ITEMS if code != FAMILY)


def registration_in(country: str) -> Registration | None:
    """What the country asks of a newcomer; ``None``: not known here."""
    return REGISTRATIONS.get(country)


def registration_due(country: str, arrived_on: date | None) -> date | None:
    """The last day to register, counted from arrival; ``None`` where either is not known."""
    asked = registration_in(country)
    return arrived_on + timedelta(days=asked.days) if asked and arrived_on else None
