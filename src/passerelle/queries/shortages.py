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
    """What the lists say of one vacancy: in shortage there, guarded at origin; empty lists: nothing known."""

    isco: str
    shortage: tuple[Listing, ...] = ()
    guarded: tuple[Listing, ...] = ()
    safeguards: tuple[str, ...] = ()  # countries of origin on the WHO list for this occupation

    @property
    def guard_needed(self) -> bool:
        """Whether somebody must look twice before seeking people out."""
        return bool(self.guarded or self.safeguards)


def shortage_signs(vacancies: Iterable[Vacancy], *, on: date) -> dict[int, ShortageSigns]:
    """The signs of each vacancy, by its key. Two queries, however many vacancies."""
    rows = list(vacancies)
    origins = _origins({row.scheme_id for row in rows})
    wanted = {row.isco[:level] for row in rows if row.isco for level in range(1, 5)}
    listings = [_listing(row) for row in Shortage.objects.filter(_of(wanted))] if wanted else []
    return {row.pk: _signs(row, listings, origins.get(row.scheme_id, ()), on) for row in rows}


def signs_of(actor: Actor, number: str, *, on: date) -> ShortageSigns | None:
    """The signs of one vacancy that the actor may read; ``None`` when there is none of this number."""
    vacancy = Vacancy.objects.visible_to(actor).filter(number=number).first()
    return shortage_signs([vacancy], on=on)[vacancy.pk] if vacancy else None


def _of(codes: set[str]) -> Q:
    return Q(isco__in=codes)


def _signs(row: Vacancy, listings: list[Listing], origins: tuple[str, ...], on: date) -> ShortageSigns:
    isco = row.isco or ""
    there = (row.country or "", row.region or "")
    at = [one for one in listings if one.kind == SHORTAGE]
    home = [one for one in listings if one.kind == GUARDED]
    return ShortageSigns(
        isco=isco,
        shortage=tuple(standing(at, isco, places=there, on=on)),
        guarded=tuple(standing(home, isco, places=origins, on=on)),
        safeguards=tuple(country for country in origins if sourcing_blocked(isco, country, None)),
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
