"""Figures of a scheme's training, for funders and the team."""

from collections.abc import Iterator, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.training.figures import ALL, BREAKDOWNS, MEASURES
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.training.training_figures import CourseSeats, TrainingFigures, training_figures
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.lists import NOBODY, Shown, rows_as_file
from passerelle.web.shared.match_sentences import language
from passerelle.web.shared.wording import word_for

HEADINGS = {
    "course": gettext_lazy("By course"),
    "sex": gettext_lazy("By sex"),
    "age_band": gettext_lazy("By age band"),
}


@require_safe
def training_figures_page(request: ActorRequest) -> HttpResponse:
    """One scheme's figures, on the page or as a file; no names stand here."""
    codes = scheme_codes(request.actor, Permission.AGGREGATE_READ)
    if not codes:
        raise NotPermitted("figures")
    code = request.GET.get("scheme") or codes[0]
    found = training_figures(request.actor, code, on=today())
    if kind := request.GET.get("format"):
        headings = [_("Breakdown"), _("Value"), *(word_for(name, "measure_of_training") for name in MEASURES)]
        return rows_as_file(kind, f"training-{code}", headings, list(_lines(found)), whose=NOBODY)
    titles = {one.number: one for one in found.courses}
    context = {
        "found": found,
        "codes": codes,
        "all": found.figures.groups[ALL],
        "breakdowns": [
            (
                kind,
                HEADINGS[kind],
                [(_word(kind, value, titles), titles.get(value), row) for value, row in _of(found, kind)],
            )
            for kind in BREAKDOWNS
        ],
        "levels": [(language(code), level, count) for (code, level), count in found.figures.levels.items()],
    }
    return render(request, "training/figures.html", context)


def _of(found: TrainingFigures, kind: str) -> list[tuple[str, dict[str, int | None]]]:
    return [(value, dict(row)) for (breakdown, value), row in found.figures.groups.items() if breakdown == kind]


def _word(kind: str, value: str, titles: Mapping[str, CourseSeats]) -> str:
    if kind == "course":
        return titles[value].title if value in titles else value
    return word_for(value, "group")


def _lines(found: TrainingFigures) -> Iterator[list[Shown]]:
    """The groups as rows; what is not told is told as such."""
    for (breakdown, value), row in found.figures.groups.items():
        yield [breakdown, value, *(_("not told") if row[name] is None else row[name] for name in MEASURES)]
    for reason, count in found.figures.reasons.items():
        yield ["reason", reason, None, None, None, _("not told") if count is None else count]
