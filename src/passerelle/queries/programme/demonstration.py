"""The demonstration's table: what was published, what was invented, what the matching gave."""

from dataclasses import dataclass

from django.db.models import Sum

from passerelle.domain.access.actor import Actor
from passerelle.queries.programme.portfolio import SchemeRow, portfolio
from passerelle.records.audit.models import Event
from passerelle.records.partnerships.models import Scheme, SchemeVersion
from passerelle.records.selection.models import Run
from passerelle.records.vacancies.models import Vacancy

FILLED = "demonstration.populate"  # the event of the act that invents people
OWN = "own"  # the name of a scheme's own list


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationRow:
    """One scheme. ``None`` is unknown; ``synthetic`` names those of people, vacancies and places that no
    source publishes. ``matched`` always counts invented people.
    """

    code: str
    act: str
    hypothetical: bool
    applicants_published: object
    placed_published: object
    target: int | None
    people: int
    vacancies: int
    places: int
    synthetic: tuple[str, ...]
    state: str
    matched: int | None
    gap: float | None
    seconds: float | None


def holds_demonstration() -> bool:
    """Whether invented people were ever put into this database: it says so itself, wherever it is copied to.

    One look-up in an index; asked on every page, of anybody.
    """
    return Event.objects.filter(action=FILLED).exists()


def demonstration_rows(actor: Actor) -> list[DemonstrationRow]:
    """The schemes with a synthetic population, the hypothetical ones last; ten queries in all."""
    rows = portfolio(actor)
    sizes = _sizes(actor)
    typed = _typed_places(actor)
    states = _states(actor)
    return [
        _row(row, sizes[row.code], typed.get(row.code, 0), *states.get(row.code, ("none", None)))
        for row in rows
        if row.code in sizes
    ]


def _row(
    row: SchemeRow, synthetic: tuple[str, ...], typed: int, state: str, seconds: float | None
) -> DemonstrationRow:
    return DemonstrationRow(
        code=row.code,
        act=row.act,
        hypothetical=row.hypothetical,
        applicants_published=row.published["applied"],
        placed_published=row.published["placed"],
        target=row.target["value"] if row.target else None,
        people=row.here.candidates or 0,
        vacancies=row.here.vacancies or 0,
        places=(row.here.places or 0) - typed,
        synthetic=synthetic,
        state=state,
        matched=row.here.placed,
        gap=row.here.gap,
        seconds=seconds,
    )


def _sizes(actor: Actor) -> dict[str, tuple[str, ...]]:
    current = dict(Scheme.objects.visible_to(actor).values_list("pk", "current"))
    versions = SchemeVersion.objects.filter(scheme_id__in=current)
    rows = versions.values_list("scheme_id", "number", "scheme__code", "facts__demonstration")
    return {
        code: tuple(sizes.get("synthetic", ()))
        for scheme, number, code, sizes in rows
        if number == current[scheme] and sizes
    }


def _typed_places(actor: Actor) -> dict[str, int]:
    """Places of vacancies that a scheme's own list brought: they are no part of the population's size."""
    rows = Vacancy.objects.visible_to(actor).filter(source=OWN, closed_on__isnull=True).order_by()
    return dict(rows.values_list("scheme__code").annotate(Sum("posts")))


def _states(actor: Actor) -> dict[str, tuple[str, float | None]]:
    """State and seconds of each scheme's newest run."""
    rows = Run.objects.visible_to(actor).order_by("ordinal")
    return {
        code: (state, seconds)
        for code, state, seconds in rows.values_list("scheme__code", "state", "summary__seconds")
    }
