"""Look at a list of candidates before anything is kept."""

from datetime import date

from passerelle.actions.candidates.list_values import values_of
from passerelle.actions.steps.people.lists import loaded_codes, partner, partner_name, scheme_to_fill
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.grid import Grid
from passerelle.domain.intake.preview import Preview, preview
from passerelle.domain.intake.reading import Reading, read_list
from passerelle.records.candidates.models import Candidate, PartnerReference
from passerelle.records.masks import seeing_all
from passerelle.records.partnerships.models import Organisation, Scheme


def read_candidates(grid: Grid, *, today: date) -> Reading:
    """A partner's list in the columns of the template, against the classifications that are loaded."""
    return read_list(grid, CANDIDATES, loaded_codes(), today=today)


def preview_list(actor: Actor, scheme_code: str, reading: Reading, *, named: str | None = None) -> Preview:
    """What keeping the list would do; writes nothing. ``named`` is the partner whose list it is.

    Raises ``NotPermitted`` or ``Scheme.DoesNotExist`` out of reach; faults of the list are in the preview.
    """
    scheme = scheme_to_fill(actor, scheme_code, Permission.CANDIDATE_WRITE)
    brought_by = partner(partner_name(actor, scheme, named))
    return preview(reading, _known(actor, scheme, brought_by) if brought_by else {})


def _known(actor: Actor, scheme: Scheme, brought_by: Organisation) -> dict[str, dict[str, Value]]:
    people = Candidate.objects.visible_to(actor).filter(scheme=scheme).values("person_id")
    references = PartnerReference.objects.filter(organisation=brought_by, person_id__in=people)
    with seeing_all():  # compared with the list, as when it is kept
        return {
            row.reference: values_of(row.person, row.reference)
            for row in references.select_related("person").order_by("reference")
        }
