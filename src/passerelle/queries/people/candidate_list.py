"""The list of candidacies that an actor may read: filtered, ordered, ready for a page or an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.identifiers import read_number
from passerelle.records.candidates.models import Candidate

# Facts whose absence means that something cannot be assessed.
ASSESSED = ("occupations", "skills", "languages", "eqf", "years", "available_from")
ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("person__search_name", "number"),
    "number": ("number",),
    "years": (F("person__years").asc(nulls_last=True), "number"),
    "-years": (F("person__years").desc(nulls_last=True), "number"),
    "eqf": (F("person__eqf").asc(nulls_last=True), "number"),
    "-eqf": (F("person__eqf").desc(nulls_last=True), "number"),
    "-name": ("-person__search_name", "number"),
}


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """What the list is narrowed to; empty means everything in scope."""

    scheme: str = ""
    text: str = ""  # a name, or a public or partner's number
    occupation: str = ""  # ISCO-08 digits or an ESCO address
    language: str = ""  # a language code
    lacking: str = ""  # the name of a fact that is unknown
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One line of the list; ``None`` is unknown."""

    number: str
    person: str
    scheme: str
    family_name: str
    given_name: str
    name_original: str
    occupations: list[str] | None
    languages: list[Mapping[str, Any]] | None
    eqf: int | None
    years: Decimal | None
    countries: list[str] | None
    region: str | None
    available_from: date | None
    brought_by: str | None
    unknown: tuple[str, ...]


def candidate_rows(actor: Actor, wanted: CandidateFilter) -> QuerySet[Candidate]:
    """The rows in order, each read in one query with its person, scheme and source; page or stream it."""
    actor.must(Permission.CANDIDATE_READ)
    # The lists are JSON: as text, a quoted code is found alike on both databases.
    texts = {name: Cast(f"person__{name}", TextField()) for name in ("occupations", "languages")}
    readable = Candidate.objects.visible_to(actor).alias(
        **{f"{name}_text": text for name, text in texts.items()}
    )
    rows = readable.filter(_narrowed(wanted), withdrawn_on__isnull=True)
    order = ORDERS.get(wanted.sort, ORDERS["name"])
    return rows.select_related("person", "scheme", "brought_by").order_by(*order)


def as_row(candidate: Candidate) -> CandidateRow:
    """A record as a line of the list."""
    person = candidate.person
    return CandidateRow(
        number=candidate.number,
        person=person.number,
        scheme=candidate.scheme.code,
        family_name=person.family_name,
        given_name=person.given_name,
        name_original=person.name_original,
        occupations=person.occupations,
        languages=person.languages,
        eqf=person.eqf,
        years=person.years,
        countries=person.countries,
        region=person.region,
        available_from=person.available_from,
        brought_by=candidate.brought_by.name if candidate.brought_by else None,
        unknown=tuple(fact for fact in ASSESSED if getattr(person, fact) is None),
    )


def _narrowed(wanted: CandidateFilter) -> Q:
    narrowed = Q()
    if wanted.scheme:
        narrowed &= Q(scheme__code=wanted.scheme)
    if wanted.text:
        narrowed &= _found(wanted.text)
    if wanted.occupation:
        narrowed &= Q(occupations_text__contains=f'"{wanted.occupation}')
    if wanted.language:
        narrowed &= Q(languages_text__contains=f'"{wanted.language}"')
    if wanted.lacking in ASSESSED:
        narrowed &= Q(**{f"person__{wanted.lacking}__isnull": True})
    return narrowed


def _found(text: str) -> Q:
    number = read_number(text)
    if number is not None:
        return Q(number=number) | Q(person__number=number)
    words = fold(text).split()
    by_name = Q()
    for word in words:
        by_name &= Q(person__search_name__contains=word)
    return by_name | Q(person__references__reference=text.strip())
