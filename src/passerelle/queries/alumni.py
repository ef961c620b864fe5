"""Alumni for later schemes, under pseudonyms, and the person's own agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.own_tasks import people_of
from passerelle.records.alumni.models import Alumna

MOST = 2_000  # looked at; a larger pool is narrowed by region first


@dataclass(frozen=True, slots=True)
class AlumnaLine:
    """What a later scheme reads: no name, no address, no number of the person."""

    number: str
    occupations: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    region: str


def alumni(
    actor: Actor, *, occupation: str = "", skill: str = "", language: str = "", region: str = ""
) -> list[AlumnaLine]:
    """Those who agree and fit: codes as they begin, languages by code. One query."""
    actor.must(Permission.ALUMNI_READ)
    rows = _agreeing(actor)
    rows = rows.filter(region=region) if region else rows
    lines = [_line(one) for one in rows.order_by("number")[:MOST]]
    return [
        one
        for one in lines
        if _fits(occupation, one.occupations)
        and _fits(skill, one.skills)
        and (not language or language in {code for code, _level in one.languages})
    ]


def former_workers(actor: Actor, host: int) -> QuerySet[Alumna]:
    """Those who agree and were on a stay with a host: whom a season's recall may ask."""
    actor.must(Permission.ALUMNI_READ)
    return (
        _agreeing(actor).filter(person__candidacies__journeys__stays__host=host).distinct().order_by("number")
    )


def own_agreement(actor: Actor) -> Alumna | None:
    """The signed-in person's agreement, also one taken back."""
    return Alumna.objects.visible_to(actor).filter(person__number__in=people_of(actor)).first()


def _agreeing(actor: Actor) -> QuerySet[Alumna]:
    return Alumna.objects.visible_to(actor).filter(withdrawn_at__isnull=True)


def _line(row: Alumna) -> AlumnaLine:
    return AlumnaLine(
        row.number,
        tuple(str(one) for one in row.occupations or ()),
        tuple(_uri(one) for one in row.skills or ()),
        tuple((str(one["code"]), str(one.get("level") or "")) for one in row.languages or ()),
        row.region,
    )


def _uri(skill: object) -> str:
    return str(skill.get("uri", "")) if isinstance(skill, Mapping) else str(skill)


def _fits(wanted: str, codes: Iterable[str]) -> bool:
    return not wanted or any(code.startswith(wanted) for code in codes)
