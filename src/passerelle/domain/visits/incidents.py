"""Incidents: how grave, and who must be told by when; a term that no source gives is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

CHOICE = "a choice of this project, not a rule of law"
# Kinds with the severity that they begin at.
KINDS: Mapping[str, tuple[Text, str]] = MappingProxyType(
    {
        "accident": (Text("Accident at work or on the way"), "serious"),
        "illness": (Text("Serious illness"), "serious"),
        "death": (Text("Death"), "critical"),
        "missing": (Text("Nobody knows where the person is"), "critical"),
        "arrest": (Text("Arrest or detention"), "critical"),
        "exploitation": (Text("Signs of exploitation"), "critical"),
        "housing_loss": (Text("Loss of housing"), "serious"),
        "other": (Text("Something else"), "ordinary"),
    }
)
SEVERITIES = ("critical", "serious", "ordinary")
REPORTERS = ("worker", "employer", "mentor", "team")
OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "resolved": Text("Put right"),
        "handed_on": Text("Followed by an authority or a service"),
        "person_left": Text("The person has left the scheme"),
        "not_founded": Text("Not so after all"),
    }
)


@dataclass(frozen=True, slots=True)
class Clock:
    """Whom to tell within how many hours (``None``: without delay or unknown, see ``term``).

    ``source``: the law's own place, or ``CHOICE``; empty where none is recorded. ``confirmed_on``: the day on
    which somebody compared it with the text; ``None``: nobody has.
    """

    whom: str
    term: str  # hours, days, at_once, unknown
    hours: int | None
    source: str
    confirmed_on: date | None = None

    @property
    def is_choice(self) -> bool:
        """Whether this project chose it, so that there is no text to compare it with."""
        return self.source == CHOICE


_ES = "Orden TAS/2926/2002, art. 3 and 6 (Spain)"
_FR = "Code de la sécurité sociale, art. R441-3; Code du travail, art. R4121-5 (France)"
_DE = "SGB VII § 193 (Germany)"
_IT = "DPR 1124/1965, art. 53 (Italy)"
_VIENNA = "Vienna Convention on Consular Relations 1963, art. 36 (1) b: where the person asks for it"
# By country of work and kind. Where a country has no row the term is unknown, and says so.
LAW: Mapping[tuple[str, str], tuple[Clock, ...]] = MappingProxyType(
    {
        ("ES", "accident"): (Clock("insurer", "days", 5 * 24, _ES),),
        ("ES", "death"): (Clock("labour_authority", "hours", 24, _ES),),
        ("FR", "accident"): (Clock("insurer", "hours", 48, _FR),),
        ("FR", "death"): (Clock("labour_authority", "hours", 12, _FR),),
        ("DE", "accident"): (Clock("insurer", "days", 3 * 24, _DE),),
        ("IT", "accident"): (Clock("insurer", "days", 2 * 24, _IT),),
        ("IT", "death"): (Clock("insurer", "hours", 24, _IT),),
    }
)
BY_LAW_SOMEWHERE = {"accident": "insurer", "death": "labour_authority"}
ANYWHERE: Mapping[str, tuple[Clock, ...]] = MappingProxyType(
    {
        "arrest": (Clock("consulate", "at_once", None, _VIENNA),),
        "exploitation": (Clock("labour_authority", "unknown", None, ""),),
        "missing": (Clock("contact_person", "unknown", None, ""),),
    }
)
WELFARE: Mapping[str, int] = MappingProxyType({"critical": 4, "serious": 24, "ordinary": 72})


@dataclass(frozen=True, slots=True)
class Duty:
    """A clock with the moment it runs out; ``None`` when no source gives one."""

    clock: Clock
    by: datetime | None


def severity_of(kind: str) -> str:
    """The severity that a kind begins at; ``KeyError`` for one that is not offered."""
    return KINDS[kind][1]


def duties(kind: str, severity: str, country: str, known_at: datetime) -> tuple[Duty, ...]:
    """Who must be told by when, from the moment it became known; terms in days are counted as full days.

    Working days and holidays are not known here, so a term may in truth end later, never earlier.
    """
    welfare = Clock("welfare_officer", "hours", WELFARE[severity], CHOICE)
    law = LAW.get((country, kind), ())
    if not law and kind in BY_LAW_SOMEWHERE:
        law = (Clock(BY_LAW_SOMEWHERE[kind], "unknown", None, ""),)
    return tuple(
        Duty(one, known_at + timedelta(hours=one.hours) if one.hours is not None else None)
        for one in (welfare, *law, *ANYWHERE.get(kind, ()))
    )


def told_state(*, closed: bool, acted: bool) -> str:
    """Where it stands for whoever told it and reads no more of it: ``waits``, ``acted`` or ``closed``."""
    return "closed" if closed else "acted" if acted else "waits"


def next_duty(found: tuple[Duty, ...], told: frozenset[str]) -> Duty | None:
    """The duty with the nearest term among those not told yet; ``None`` when none has a known term."""
    open_ = [(one.by, one) for one in found if one.by is not None and one.clock.whom not in told]
    return min(open_, key=lambda pair: pair[0])[1] if open_ else None
