"""Look at a list of vacancies before anything is kept."""

from datetime import date

from passerelle.actions.steps.people.lists import loaded_codes, scheme_to_fill
from passerelle.actions.vacancies.list_values import values_of
from passerelle.actions.vacancies.offer_source import OWN, VacancySource
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.grid import Grid
from passerelle.domain.intake.preview import Preview, preview
from passerelle.domain.intake.reading import read_list
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.records.partnerships.models import Scheme
from passerelle.records.vacancies.models import Vacancy


def source_of(grid: Grid, *, today: date, named: str | None = None) -> VacancySource:
    """A partner's list in the columns of the template."""
    return VacancySource(read_list(grid, VACANCIES, loaded_codes(), today=today), name=(named or OWN)[:60])


def preview_list(actor: Actor, scheme_code: str, source: VacancySource) -> Preview:
    """What keeping the list would do; writes nothing.

    Raises ``NotPermitted`` or ``Scheme.DoesNotExist`` out of reach; faults of the list are in the preview.
    """
    scheme = scheme_to_fill(actor, scheme_code, Permission.VACANCY_WRITE)
    return preview(source.reading, _known(actor, scheme, source.name))


def _known(actor: Actor, scheme: Scheme, source: str) -> dict[str, dict[str, Value]]:
    rows = Vacancy.objects.visible_to(actor).filter(scheme=scheme, source=source).select_related("employer")
    return {row.reference: values_of(row) for row in rows.order_by("reference")}
