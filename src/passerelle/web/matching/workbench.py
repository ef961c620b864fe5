"""The workbench of a run: who is in, what rules cost, who is proposed, and why."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.matching.match_names import vacancy_titles
from passerelle.queries.matching.workbench import RequirementLine, Workbench, workbench
from passerelle.queries.matching.workbench_rows import ReasonLine, run_people
from passerelle.web.matching.why import asked, why
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for

VACANCIES, PEOPLE = 15, 50
MOST_SWITCHES = 10  # beside the proposals; the rest stands under "Rules and prices"
VIEWS = ("proposals", "people", "vacancies", "rules")
SIDES = {
    "candidate": ("proposed", "outbid", "held_back", "refused", "not_assessable", "no_shared_skill"),
    "vacancy": ("filled", "partly_filled", "open"),
}


@require_safe
def run(request: ActorRequest, number: str) -> HttpResponse:
    """One page of the workbench; a run that is not ready shows its progress."""
    view = request.GET.get("view", "proposals")
    view = view if view in VIEWS else "proposals"
    show = request.GET.get("show", "") if request.GET.get("show") in ("open", "filled") else ""
    most = PEOPLE if view == "vacancies" else VACANCIES
    first = (page_number(request) - 1) * most if view in ("proposals", "vacancies") else 0
    bench = workbench(request.actor, number, show=show, first=first, most=most)
    if bench.run.state != "ready":
        return redirect("run-progress", number)
    context: dict[str, Any] = {
        "bench": bench,
        "run": bench.run,
        "summary": bench.run.summary,
        "view": view,
        "show": show,
        "tabs": tabs(request.actor, number, scheme=bench.run.scheme_code),
        "here": address(number, view),
        "trail": trail(bench.run.scheme_code),
        "page": paged(bench.found, most, request),
        "counts": counts(bench),
        "requirements": switches(bench, everything=view == "rules"),
        "parts": [word_for(part, "part") for part in bench.run.summary["weights"]],
    }
    context |= _view_context(request, bench, view)
    _note_reading(request, bench, context)
    return render(request, f"matching/{view}.html", context)


def _view_context(request: ActorRequest, bench: Workbench, view: str) -> dict[str, Any]:
    scheme = bench.run.scheme_code
    if view == "proposals":
        wanted = asked(request.GET.dict())
        panel, problems = (
            why(request.actor, bench.run.number, wanted, scheme=scheme, rerun="try" in request.GET)
            if wanted.anything
            else (None, ())
        )
        return {"asked": wanted, "why": panel, "problems": problems, "names": names_for(scheme, ())}
    return _people(request, bench) if view == "people" else {"names": names_for(scheme, ())}


def _people(request: ActorRequest, bench: Workbench) -> dict[str, Any]:
    outcome, text = request.GET.get("outcome", ""), request.GET.get("text", "").strip()[:100]
    first = (page_number(request) - 1) * PEOPLE
    number = bench.run.number
    found, lines = run_people(request.actor, number, outcome=outcome, text=text, first=first, most=PEOPLE)
    return {
        "lines": lines,
        "page": paged(found, PEOPLE, request),
        "outcome": outcome,
        "text": text,
        "titles": vacancy_titles(line.other for line in lines),
        "names": names_for(bench.run.scheme_code, _concepts(lines)),
    }


def _concepts(lines: list[ReasonLine]) -> list[str]:
    return [line.change.removeprefix("skill:") for line in lines if line.change.startswith("skill:")]


def _note_reading(request: ActorRequest, bench: Workbench, context: Mapping[str, Any]) -> None:
    """One event for the page: whose names or scores stood on it."""
    people = [line.candidate for vacancy in bench.vacancies for line in vacancy.proposed]
    people += [line.number for line in context.get("lines", ())]
    panel = context.get("why")
    people += [panel.sides.candidate] if panel else []
    what = "pair" if panel else "run"
    record_read(request.actor, what, [bench.run.number, *people], scheme_code=bench.run.scheme_code)


def address(number: str, view: str) -> str:
    """The address of a view of the workbench."""
    plain = reverse("run", args=[number])
    return plain if view == "proposals" else f"{plain}?view={view}"


def tabs(actor: Actor, number: str, *, scheme: str) -> list[tuple[str, str]]:
    """The views of a run; the fairness sheet only for those who may read it."""
    entries = [
        (_("Proposals"), address(number, "proposals")),
        (_("Everybody"), address(number, "people")),
        (_("Vacancies"), address(number, "vacancies")),
        (_("Rules and prices"), address(number, "rules")),
        (_("Compare"), reverse("run-compare", args=[number])),
    ]
    if actor.may(Permission.FAIRNESS_READ):
        entries.append((_("Fairness"), reverse("run-fairness", args=[number])))
    return [*entries, (_("Record"), reverse("run-record", args=[number]))]


def trail(scheme: str) -> list[tuple[str, str]]:
    """Where a run stands."""
    return [
        (reverse("portfolio"), _("Portfolio")),
        (reverse("scheme", args=[scheme]), scheme.upper()),
        (f"{reverse('runs')}?scheme={scheme}", _("Matching")),
    ]


def counts(bench: Workbench) -> dict[str, list[tuple[str, int]]]:
    """How many people and vacancies each outcome has, in one order."""
    return {
        side: [(one, bench.outcomes[side, one]) for one in outcomes if (side, one) in bench.outcomes]
        for side, outcomes in SIDES.items()
    }


def switches(bench: Workbench, *, everything: bool) -> list[RequirementLine]:
    """The requirements worth a switch, dearest first; those left out of the run always stand here."""

    def dear(line: RequirementLine) -> tuple[bool, float, float]:
        return not line.is_off, line.price_placed or 0, line.price_value or 0

    ordered = sorted(bench.requirements, key=dear)
    if everything:
        return ordered
    off = [line for line in ordered if line.is_off]
    return [*off, *(line for line in ordered if line.confirmed and not line.is_off)][: len(off) + MOST_SWITCHES]


def page_number(request: ActorRequest) -> int:
    """The page asked for; anything else is the first."""
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def paged(found: int, most: int, request: ActorRequest) -> Page[int]:
    """The page as the pagination draws it; its rows were read already."""
    return Paginator(range(found), most).get_page(page_number(request))
