"""Where a vacancy's route needs an employer who is a recognised sponsor, and what is recorded of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from passerelle.domain.pathways.book import book
from passerelle.records.employers.models import Recognition
from passerelle.records.vacancies.models import Vacancy

ACTS = "recognised-sponsor"


@dataclass(frozen=True, slots=True)
class SponsorNeed:
    """Routes that only a recognised sponsor may use; ``certain`` when the vacancy names such a route.

    ``held``: the recognition in force on the day; ``past``: those that are over or have not begun.
    """

    routes: tuple[str, ...]  # the instruments, as the law names them
    certain: bool
    held: Recognition | None = None
    past: tuple[Recognition, ...] = ()


def sponsor_needs(vacancies: Iterable[Vacancy], *, on: date) -> Mapping[int, SponsorNeed]:
    """The needs of those vacancies that have one, by key. One query, however many."""
    rows = list(vacancies)
    needs = {row.pk: found for row in rows if (found := _routes(row))}
    kept = Recognition.objects.filter(
        file__scheme__in={row.scheme_id for row in rows},
        file__organisation__in={row.employer_id for row in rows},
    )
    recorded = list(kept.select_related("file", "recorded_by"))
    return {row.pk: _need(row, needs[row.pk], recorded, on) for row in rows if row.pk in needs}


def _routes(row: Vacancy) -> tuple[str, ...]:
    """Of the route that the vacancy names, or else of every route into its country."""
    if row.route:
        listed = book().serving(row.route)
    else:
        listed = tuple(one for one in book().routes.values() if one.country and one.country == row.country)
    return tuple(one.instrument for one in listed if ACTS in one.acts)


def _need(row: Vacancy, routes: tuple[str, ...], recorded: list[Recognition], on: date) -> SponsorNeed:
    mine = [
        one
        for one in recorded
        if (one.file.scheme_id, one.file.organisation_id) == (row.scheme_id, row.employer_id)
        and (not row.country or one.country == row.country)
    ]
    held = [one for one in mine if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to)]
    past = tuple(one for one in mine if one not in held)
    return SponsorNeed(routes, bool(row.route), held[-1] if held else None, past)
