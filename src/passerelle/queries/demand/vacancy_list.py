"""The list of vacancies that an actor may read: filtered, ordered, ready for a page or an export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.identifiers import read_number
from passerelle.records.selection.models import Offer
from passerelle.records.vacancies.models import Vacancy

ORDERS: dict[str, tuple[Any, ...]] = {
    "title": ("title", "number"),
    "-title": ("-title", "number"),
    "posts": ("posts", "number"),
    "-posts": ("-posts", "number"),
    "start": (F("start").asc(nulls_last=True), "number"),
    "-start": (F("start").desc(nulls_last=True), "number"),
}


@dataclass(frozen=True, slots=True)
class VacancyFilter:
    """What the list is narrowed to; empty means everything in scope."""

    scheme: str = ""
    text: str = ""
    occupation: str = ""
    country: str = ""
    suspects: str = ""  # a code of the data-quality page, or "any"
    closed: bool = False
    sort: str = "title"


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One line of the list; ``None`` is unknown."""

    number: str
    reference: str
    scheme: str
    title: str
    employer: str
    country: str | None
    region: str | None
    place: str
    occupation: str | None
    isco: str | None
    occupation_link: str
    languages: list[Mapping[str, Any]] | None
    eqf_min: int | None
    skills: int | None
    posts: int
    reserved: int
    start: date | None
    suspects: tuple[str, ...]
    closed_on: date | None


def vacancy_rows(actor: Actor, wanted: VacancyFilter) -> QuerySet[Vacancy]:
    """The rows in order, each with the number of its reserved places, in one query; page or stream it."""
    actor.must(Permission.VACANCY_READ)
    readable = Vacancy.objects.visible_to(actor).alias(suspects_text=Cast("suspects", TextField()))
    rows = readable.filter(_narrowed(wanted)).select_related("scheme", "employer")
    held = Offer.objects.filter(place__vacancy=OuterRef("pk"), released_at__isnull=True).order_by()
    counted = held.values("place__vacancy").annotate(count=Count("pk")).values("count")
    order = ORDERS.get(wanted.sort, ORDERS["title"])
    return rows.annotate(reserved=Coalesce(Subquery(counted), 0)).order_by(*order)


def as_row(vacancy: Any) -> VacancyRow:
    """A record (annotated with ``reserved``) as a line of the list."""
    return VacancyRow(
        number=vacancy.number,
        reference=vacancy.reference,
        scheme=vacancy.scheme.code,
        title=vacancy.title,
        employer=vacancy.employer.name,
        country=vacancy.country,
        region=vacancy.region,
        place=vacancy.place,
        occupation=vacancy.occupation,
        isco=vacancy.isco,
        occupation_link=vacancy.occupation_link,
        languages=vacancy.languages,
        eqf_min=vacancy.eqf_min,
        skills=None if vacancy.skills is None else len(vacancy.skills),
        posts=vacancy.posts,
        reserved=vacancy.reserved,
        start=vacancy.start,
        suspects=tuple(suspect["code"] for suspect in vacancy.suspects),
        closed_on=vacancy.closed_on,
    )


def _narrowed(wanted: VacancyFilter) -> Q:
    narrowed = Q(closed_on__isnull=not wanted.closed)
    if wanted.scheme:
        narrowed &= Q(scheme__code=wanted.scheme)
    if wanted.text:
        narrowed &= _found(wanted.text)
    if wanted.occupation:
        narrowed &= Q(isco__startswith=wanted.occupation) | Q(occupation=wanted.occupation)
    if wanted.country:
        narrowed &= Q(country=wanted.country)
    if wanted.suspects == "any":
        narrowed &= ~Q(suspects=[])
    elif wanted.suspects:
        narrowed &= Q(suspects_text__contains=f'"{wanted.suspects}"')
    return narrowed


def _found(text: str) -> Q:
    number = read_number(text)
    if number is not None:
        return Q(number=number)
    cleaned = text.strip()
    return Q(title__icontains=cleaned) | Q(employer__name__icontains=cleaned) | Q(reference=cleaned)
