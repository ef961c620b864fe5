"""Compare, fairness and record: the sheets of a finished run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.matching.fairness_sheet import fairness_sheet
from passerelle.queries.matching.run_comparison import RunComparison, compare_runs
from passerelle.queries.matching.run_list import as_line, run_rows
from passerelle.queries.matching.workbench import Workbench, workbench
from passerelle.queries.matching.workbench_measures import Measures
from passerelle.queries.selection.contests import contests_by_group
from passerelle.web.matching.workbench import tabs, trail
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import number as shown_number
from passerelle.web.shared.labels import percent, stated_day
from passerelle.web.shared.match_sentences import Names, requirement
from passerelle.web.shared.naming import names_for
from passerelle.web.shared.wording import word_for

PAGE = 50
MOST_OTHERS = 50


def _bench(request: ActorRequest, number: str) -> Workbench:
    return workbench(request.actor, number, most=0)


def _frame(request: ActorRequest, bench: Workbench, here: str) -> dict[str, Any]:
    code = bench.run.scheme_code
    return {
        "bench": bench,
        "run": bench.run,
        "summary": bench.run.summary,
        "tabs": tabs(request.actor, bench.run.number, scheme=code),
        "here": here,
        "trail": trail(code),
    }


@require_safe
def compare(request: ActorRequest, number: str) -> HttpResponse:
    """Another run beside this one: differences only."""
    bench = _bench(request, number)
    if bench.run.state != "ready":
        return redirect("run-progress", number)
    rows = run_rows(request.actor, bench.run.scheme_code).filter(state="ready").exclude(number=number)
    context = _frame(request, bench, reverse("run-compare", args=[number]))
    context |= {"others": [as_line(row) for row in rows[:MOST_OTHERS]], "chosen": request.GET.get("with", "")}
    status = 200
    if context["chosen"]:
        try:
            context |= _compared(request, compare_runs(request.actor, context["chosen"], number), bench)
        except Refused as refusal:
            context["problems"], status = refusal.problems, 422
    return render(request, "matching/compare.html", context, status=status)


def _compared(request: ActorRequest, seen: RunComparison, bench: Workbench) -> dict[str, Any]:
    page = Paginator(seen.moved, PAGE).get_page(request.GET.get("page"))
    people = [line.candidate for line in page]
    runs = [seen.before.number, seen.after.number]
    record_read(request.actor, "run", [*runs, *people], scheme_code=bench.run.scheme_code)
    names = names_for(bench.run.scheme_code, ())
    settings = [
        (name, setting(name, before, names), setting(name, after, names))
        for name, (before, after) in seen.settings.items()
    ]
    return {
        "seen": seen,
        "settings": settings,
        "page": page,
        "moved": list(page),
        "may_see_fairness": bench.may_see_fairness,
    }


def setting(name: str, value: Any, names: Names) -> str:
    """A setting of a run in words."""
    if value in (None, "", [], {}):
        return _("as the scheme's file says") if name in ("weights", "on", "objective") else _("none")
    if name == "objective":
        return word_for(value, "objective")
    if name == "on":
        return stated_day(str(value)) or _("unknown")
    if isinstance(value, Mapping):
        return ", ".join(f"{word_for(part, 'part')} {shown_number(points)}" for part, points in value.items())
    if isinstance(value, list):
        return ", ".join(requirement(one, names) if name == "dropped" else str(one) for one in value)
    return str(value)


@require_safe
def fairness(request: ActorRequest, number: str) -> HttpResponse:
    """How each group fares at each requirement and in the outcome; it prints."""
    sheet = fairness_sheet(request.actor, number)
    record_read(request.actor, "fairness", [number], scheme_code=sheet.scheme_code, purpose=Purpose.FAIRNESS)
    may_open = request.actor.may(Permission.MATCH_READ)
    context = {
        "sheet": sheet,
        "contests": contests_by_group(request.actor, sheet.scheme_code, small_below=sheet.small_below),
        "dimensions": [{"code": code, "groups": groups} for code, groups in sheet.dimensions.items()],
        "names": names_for(sheet.scheme_code, ()),
        "tabs": tabs(request.actor, number, scheme=sheet.scheme_code) if may_open else [],
        "here": reverse("run-fairness", args=[number]),
        "trail": trail(sheet.scheme_code) if may_open else trail(sheet.scheme_code)[:2],
    }
    return render(request, "matching/fairness.html", context)


@require_safe
def record(request: ActorRequest, number: str) -> HttpResponse:
    """What was frozen, and how people decided."""
    bench = _bench(request, number)
    if bench.run.state != "ready":
        return redirect("run-progress", number)
    context = _frame(request, bench, reverse("run-record", args=[number]))
    context |= {"record": _record(bench), "deciding": _deciding(bench.measures) if bench.measures else []}
    return render(request, "matching/record.html", context)


def _moment(at: datetime | None) -> str | None:
    return date_format(localtime(at), "DATETIME_FORMAT") if at else None


def _record(bench: Workbench) -> list[tuple[str, object]]:
    run, summary = bench.run, bench.run.summary
    names = names_for(run.scheme_code, ())
    asked = [(word_for(name, "setting"), setting(name, value, names)) for name, value in run.settings.items()]
    return [
        (_("Number"), run.number),
        (_("Asked for by"), run.by or "–"),
        (_("Asked for"), _moment(run.requested_at)),
        (_("Ready"), _moment(run.ready_at)),
        (_("Version of the scheme's file"), summary.get("version")),
        *asked,
        (_("Weights"), setting("weights", summary.get("weights"), names)),
        (_("Pairs that meet every requirement"), summary.get("eligible_pairs")),
        (_("Pairs that cannot be assessed"), summary.get("not_assessable_pairs")),
        (_("Method"), summary.get("method")),
        (_("Seconds"), summary.get("seconds")),
        (_("Digest of what went in"), run.inputs_digest),
        (_("Digest of what came out"), run.digest),
    ]


def _deciding(measures: Measures) -> list[tuple[str, object]]:
    seconds = measures.median_seconds
    return [
        (_("Decided"), measures.decided),
        (_("Accepted"), measures.accepted),
        (_("Declined"), measures.declined),
        (_("Referred by hand"), measures.by_hand),
        (_("Override rate"), percent(measures.override_rate) if measures.override_rate is not None else "–"),
        (_("Median seconds for a decision"), seconds if seconds is not None else "–"),
        (_("Accepted in bulk"), percent(measures.bulk_share) if measures.bulk_share is not None else "–"),
    ]
