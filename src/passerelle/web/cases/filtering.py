"""The caseload's filter as the address says it, with the choices that the actor may see."""

from passerelle.domain.access.permissions import Permission
from passerelle.queries.cases.case_employers import case_employers
from passerelle.queries.cases.case_team import case_team
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.cases.forms import CaseFilterForm
from passerelle.web.shared.access import ActorRequest


def filter_form(request: ActorRequest) -> CaseFilterForm:
    """The form, filled from the address; three queries."""
    actor = request.actor
    return CaseFilterForm(
        request.GET,
        schemes=scheme_codes(actor, Permission.JOURNEY_READ),
        team=case_team(actor),
        employers=case_employers(actor),
    )
