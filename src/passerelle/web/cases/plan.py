"""A case's plan, counted back from its first day of work."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.planning.backward import RED
from passerelle.queries.cases.case_plan import CasePlan, case_plan
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.wording import word_for


@require_safe
def plan(request: ActorRequest, number: str) -> HttpResponse:
    """The verdict, what to do where it is red, and each step with its last day."""
    page = case_plan(request.actor, number, on=today())
    candidate = page.journey.candidate
    numbers = [number, candidate.number, candidate.person.number]
    purpose = Purpose.JOURNEY
    record_read(request.actor, "case_plan", numbers, scheme_code=candidate.scheme.code, purpose=purpose)
    context = {
        "page": page,
        "journey": page.journey,
        "person": candidate.person,
        "scheme": candidate.scheme,
        "sentence": word_for(page.verdict, "plan_verdict"),
        "red": page.verdict in RED,
        "todo": _todo(page),
        "sees_posts": request.actor.may(Permission.PERMIT_READ),
    }
    return render(request, "cases/plan.html", context)


def _todo(page: CasePlan) -> str:
    if page.verdict == "blocked":
        told = _(
            "No consular post takes applications from %(origin)s for %(state)s: "
            "record the opening on the page of posts."
        )
        return told % {"origin": page.origin, "state": page.destination}
    late = [word_for(one.code, "plan_step") for one in page.steps if one.state == "late"]
    told = _("The last day has passed for: %(steps)s. Begin these now, or agree a later start.")
    return told % {"steps": ", ".join(late)}
