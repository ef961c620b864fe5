"""What shortage lists and guards at origin say about an occupation, where a decision is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.employers.shortages import GUARDED, SHORTAGE, Listing, standing
from passerelle.domain.schemes.health import sourcing_blocked
from passerelle.records.employers.models import Shortage
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.vacancies.models import Vacancy


@dataclass(frozen=True, slots=True)
class ShortageSigns:
    """What the lists say of one vacancy: in shortage there, guarded at origin.

    No row means two things, told apart: a list is recorded and does not name the occupation
    (``listed_here``, ``listed_at``), or no list is recorded and nothing is known (``unlisted_at``).
    """

    isco: str
    place: str = ""  # country of the vacancy; empty: unknown
    shortage: tuple[Listing, ...] = ()
    guarded: tuple[Listing, ...] = ()
    safeguards: tuple[str, ...] = ()  # countries of origin on the WHO list for this occupation
    listed_here: bool = False  # some shortage list is recorded for the place or the whole Union
    listed_at: tuple[str, ...] = ()  # countries of origin whose list is recorded and is silent here
    unlisted_at: tuple[str, ...] = ()  # countries of origin without any list on record

    @property
    def guard_needed(self) -> bool:
        """Whether somebody must look twice before seeking people out."""
        return bool(self.guarded or self.safeguards)


def shortage_signs(vacancies: Iterable[Vacancy], *, on: date) -> dict[int, ShortageSigns]:
    """The signs of each vacancy, by its key. Three queries, however many vacancies."""
    rows = list(vacancies)
    origins = _origins({row.scheme_id for row in rows})
    wanted = {row.isco[:level] for row in rows if row.isco for level in range(1, 5)}
    begun = Q(isco__in=wanted)
    for code in {row.isco for row in rows if row.isco and len(row.isco) < 4}:
        begun |= Q(isco__startswith=code)  # a vacancy that names a group only
    listings = [_listing(row) for row in Shortage.objects.filter(begun)] if wanted else []
    known = set(Shortage.objects.values_list("kind", "country").order_by().distinct())
    return {row.pk: _signs(row, listings, origins.get(row.scheme_id, ()), known, on) for row in rows}


def signs_of(actor: Actor, number: str, *, on: date) -> ShortageSigns | None:
    """The signs of one vacancy that the actor may read; ``None`` when there is none of this number."""
    return signs_by_number(actor, [number], on=on).get(number)


def signs_by_number(actor: Actor, numbers: Iterable[str], *, on: date) -> dict[str, ShortageSigns]:
    """The signs of the vacancies that the actor may read, by public number. Four queries."""
    rows = list(Vacancy.objects.visible_to(actor).filter(number__in=set(numbers)))
    signs = shortage_signs(rows, on=on)
    return {row.number: signs[row.pk] for row in rows}


def _signs(
    row: Vacancy, listings: list[Listing], origins: tuple[str, ...], known: set[tuple[str, str]], on: date
) -> ShortageSigns:
    isco, country = row.isco or "", row.country or ""
    at = [one for one in listings if one.kind == SHORTAGE]
    home = [one for one in listings if one.kind == GUARDED]
    guarded = tuple(standing(home, isco, places=origins, on=on))
    on_record = tuple(one for one in origins if (GUARDED, one) in known)
    return ShortageSigns(
        isco=isco,
        place=country,
        shortage=tuple(standing(at, isco, places=(country, row.region or ""), on=on)),
        guarded=guarded,
        safeguards=tuple(one for one in origins if sourcing_blocked(isco, one, None)),
        listed_here=(SHORTAGE, country) in known or (SHORTAGE, "EU") in known,
        listed_at=tuple(one for one in on_record if one not in {row.country for row in guarded}),
        unlisted_at=tuple(one for one in origins if one not in on_record),
    )


def _origins(schemes: set[int]) -> dict[int, tuple[str, ...]]:
    rows = SchemeVersion.objects.filter(scheme__in=schemes).order_by("number")
    return {scheme: tuple((facts or {}).get("origins") or ()) for scheme, facts in
            rows.values_list("scheme_id", "facts")}  # fmt: skip


def _listing(row: Shortage) -> Listing:
    return Listing(
        kind=row.kind,
        list_version=row.list_version,
        isco=row.isco,
        country=row.country,
        region=row.region,
        op=row.op,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        confirmed=row.confirmed,
        title=row.title,
    )
