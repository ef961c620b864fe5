"""What a certificate of experience must say, and the digest under which it is signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text

MOST_HOURS = Decimal(72)  # a week; more is a typing error


@dataclass(frozen=True, slots=True)
class Gained:
    """A skill (ESCO address) and the name of whoever saw it shown."""

    uri: str
    attested_by: str


@dataclass(frozen=True, slots=True)
class Experience:
    """What it says; ``occupation``: ESCO address or ISCO-08 code; ``hours_week`` ``None``: not known."""

    occupation: str
    tasks: str
    starts_on: date
    ends_on: date
    hours_week: Decimal | None
    skills: tuple[Gained, ...]
    signer: str


def faults(
    one: Experience, *, began: date | None, ended: date | None, today: date, known: Sequence[str]
) -> Iterator[Problem]:
    """What stands against it; ``began``, ``ended``: the stay's own days; ``known``: concepts there are."""
    if not one.tasks.strip():
        yield Problem("tasks_missing", Text("Say in a few words what the work was."), column="tasks")
    if not one.signer.strip():
        yield Problem("signer_missing", Text("Name who signs."), column="signer")
    if one.ends_on < one.starts_on:
        yield Problem("dates_out_of_order", Text("The last day is before the first."), column="ends_on")
    if one.ends_on > today:
        hint = Text("A certificate speaks of what was done. Issue it up to today.")
        yield Problem("ends_ahead", Text("The last day has not come yet."), hint, column="ends_on")
    if (began and one.starts_on < began) or (ended and one.ends_on > ended):
        hint = Text("Write days between the start and the end of the stay.")
        yield Problem("outside_the_stay", Text("These days are outside the stay."), hint, column="starts_on")
    if one.hours_week is not None and not 0 < one.hours_week <= MOST_HOURS:
        yield Problem("hours_out_of_range", Text("Hours a week are between 0 and 72."), column="hours_week")
    yield from _concepts(one, known)


def _concepts(one: Experience, known: Sequence[str]) -> Iterator[Problem]:
    if one.occupation not in known:
        hint = Text("Choose it from the list of occupations.")
        yield Problem(
            "unknown_occupation", Text("This occupation is not known here."), hint, column="occupation"
        )
    for gained in one.skills:
        if gained.uri not in known:
            message = Text("The skill %(skill)s is not known here.", {"skill": gained.uri})
            yield Problem(
                "unknown_skill", message, Text("Find it by its words and choose it."), column="skills"
            )
        if not gained.attested_by.strip():
            message = Text("Nobody is named who saw this skill shown: %(skill)s.", {"skill": gained.uri})
            yield Problem("attester_missing", message, column="skills")
    if len({gained.uri for gained in one.skills}) < len(one.skills):
        yield Problem("skill_twice", Text("A skill stands here twice."), column="skills")


def certificate_digest(number: str, person: str, issuer: str, one: Experience) -> str:
    """The same words give the same digest; any changed word gives another."""
    skills = sorted([gained.uri, gained.attested_by] for gained in one.skills)
    days = [one.starts_on.isoformat(), one.ends_on.isoformat()]
    hours = None if one.hours_week is None else str(one.hours_week.normalize())
    return digest([number, person, issuer, one.occupation, one.tasks, days, hours, skills, one.signer])
