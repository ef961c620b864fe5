"""The plan of a whole scheme, or of whatever cases the caseload's filter names."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.planning.backward import ORDER, WORST
from passerelle.queries.cases.cohort_plan import CohortPlan, CohortStep, chosen_plans, cohort_plan, people_of
from passerelle.web.cases.filtering import filter_form
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.wording import word_for

PAGE = 50
CHOICES = ("step", "state", "page")  # of the address, beside the filter
STATES = ("late", "blocked", "tight", "ok", "unknown", "done")  # what is red comes first


@require_safe
def cohort(request: ActorRequest) -> HttpResponse:
    """Counts of each step and state, each leading to its people."""
    actor = request.actor
    form = filter_form(request)
    wanted = form.wanted()
    found = cohort_plan(actor, wanted, on=today())
    step, state = request.GET.get("step", ""), request.GET.get("state", "")
    step, state = step if step in ORDER else "", state if state in WORST else ""
    page = Paginator(chosen_plans(found, step=step, state=state) if state else [], PAGE).get_page(
        request.GET.get("page")
    )
    shown = people_of(actor, page) if page else []
    people = [journey.candidate.person.number for journey, _one in shown]
    if people:
        record_read(actor, "cohort_plan", people, scheme_code=wanted.scheme, purpose=Purpose.JOURNEY)
    kept = [(name, str(value)) for name, value in request.GET.items() if name not in CHOICES]
    context = {
        "form": form,
        "found": found,
        "states": [word_for(one, "plan_state") for one in STATES],
        "steps": [(one, _cells(one, kept)) for one in found.steps],
        "verdicts": _verdicts(found, kept),
        "page": page,
        "people": shown,
        "step": step,
        "state": state,
        "scheme": wanted.scheme,
    }
    return render(request, "cases/cohort.html", context)


def _cells(step: CohortStep, kept: list[tuple[str, str]]) -> list[tuple[int, str, bool]]:
    """Count, address of its people, and whether it is a real risk."""
    return [
        (step.counts.get(one, 0), _address(kept, step=step.code, state=one), one in ("late", "blocked"))
        for one in STATES
    ]


def _verdicts(found: CohortPlan, kept: list[tuple[str, str]]) -> list[tuple[str, int, str]]:
    """Each state that some case is in, the worst first."""
    worst_first = [one for one in reversed(WORST) if found.verdicts.get(one)]
    return [(one, found.verdicts[one], _address(kept, state=one)) for one in worst_first]


def _address(kept: list[tuple[str, str]], **chosen: str) -> str:
    return "?" + urlencode([*kept, *chosen.items()])
