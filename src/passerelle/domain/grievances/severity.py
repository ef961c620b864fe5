"""How grave a grievance is, and the clocks that follow: first answer, first step, outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

CHOICE = "a choice of this project, not a rule of law; national law and the scheme may ask for less"


@dataclass(frozen=True, slots=True)
class Clock:
    """Hours from the day the grievance was told; ``source`` and whether somebody confirmed it."""

    answer: int
    step: int
    outcome: int
    source: str = CHOICE
    confirmed: bool = False


DAY = 24
CLOCKS: Mapping[str, Clock] = MappingProxyType(
    {
        "critical": Clock(answer=4, step=DAY, outcome=14 * DAY),
        "serious": Clock(answer=DAY, step=5 * DAY, outcome=30 * DAY),
        "ordinary": Clock(answer=3 * DAY, step=14 * DAY, outcome=60 * DAY),
    }
)
# What people choose from, with the severity it begins at; an officer may raise or lower it with a reason.
SUBJECTS: Mapping[str, tuple[Text, str]] = MappingProxyType(
    {
        "danger": (Text("I am in danger, or somebody threatens me"), "critical"),
        "papers_kept": (Text("Somebody keeps my passport or papers"), "critical"),
        "not_free": (Text("I cannot leave, or I am made to work"), "critical"),
        "harassment": (Text("Harassment or violence"), "critical"),
        "pay": (Text("My pay"), "serious"),
        "hours": (Text("My hours or rest"), "serious"),
        "fees": (Text("Somebody asked me for money"), "serious"),
        "health": (Text("An accident, or safety at work"), "serious"),
        "housing": (Text("My housing"), "ordinary"),
        "treatment": (Text("How I am treated"), "ordinary"),
        "contract": (Text("The work is not what was promised"), "ordinary"),
        "other": (Text("Something else"), "ordinary"),
    }
)
OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "resolved": Text("Put right"),
        "partly": Text("Put right in part"),
        "not_founded": Text("Looked into, not found so"),
        "passed_on": Text("Passed on to the labour inspectorate, as the worker decided"),
        "withdrawn": Text("Taken back by the worker"),
        "not_resolved": Text("Could not be put right"),
    }
)


def severity_of(subject: str) -> str:
    """The severity that a subject begins at; ``KeyError`` for one that is not offered."""
    return SUBJECTS[subject][1]


@dataclass(frozen=True, slots=True)
class Terms:
    """The three moments by which something happens."""

    answer: datetime
    step: datetime
    outcome: datetime


def terms(severity: str, told_at: datetime) -> Terms:
    """The clocks of a severity from the moment of telling; a raised severity never gives more time."""
    clock = CLOCKS[severity]
    hours = (clock.answer, clock.step, clock.outcome)
    return Terms(*(told_at + timedelta(hours=one) for one in hours))


def next_due(found: Terms, *, answered: bool, stepped: bool) -> datetime:
    """The moment that counts now."""
    if not answered:
        return found.answer
    return found.outcome if stepped else found.step
