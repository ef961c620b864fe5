"""What follow-up came to, for the scheme's team and its funders: counts, never names."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.domain.followups.questions import QUESTIONS
from passerelle.domain.followups.waves import STATES
from passerelle.queries.home.surveys import VersionFigures, survey_counts
from passerelle.queries.home.waves import FollowUpCounts, follow_up_counts, followed_schemes
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import number as in_figures
from passerelle.web.shared.wording import word_for

PLACES = 2


@require_safe
def show_counts(request: ActorRequest) -> HttpResponse:
    """Counts by wave of one scheme; the first within reach where none is named."""
    codes = followed_schemes(request.actor, Permission.AGGREGATE_READ)
    if not codes:
        raise Http404
    found = follow_up_counts(request.actor, request.GET.get("scheme") or codes[0])
    context = {
        "found": found,
        "codes": codes,
        "states": ["all", *STATES],
        "rows": [(wave.months, [wave.all, *wave.states.values()]) for wave in found.waves],
        "questions": _questions(found),
        "trail": [(reverse("wave-counts"), _("Figures of follow-up"))],
    }
    return render(request, "followup/counts.html", context)


@require_safe
def show_survey_counts(request: ActorRequest) -> HttpResponse:
    """What the answer sheets of one scheme come to, by version of the questions."""
    codes = followed_schemes(request.actor, Permission.AGGREGATE_READ)
    if not codes:
        raise Http404
    found = survey_counts(request.actor, request.GET.get("scheme") or codes[0])
    context = {
        "found": found,
        "codes": codes,
        "versions": [_version(one) for one in found.versions],
        "trail": [(reverse("wave-counts"), _("Figures of follow-up"))],
    }
    return render(request, "followup/survey_counts.html", context)


def _version(one: VersionFigures) -> dict[str, object]:
    figures = one.figures
    rows = [*figures.dimensions, *([figures.composite] if one.source else [])]
    return {
        "instrument": one.instrument,
        "people": figures.people,
        "source": one.source,
        "rows": [(row.name, row, in_figures(row.mean, PLACES)) for row in rows],
        "bands": list(figures.bands.items()),
    }


def _questions(
    found: FollowUpCounts,
) -> list[tuple[str, list[str], list[tuple[int, int | None, list[int | None]]]]]:
    """Each question with its answers and, for each wave, n (those who answered) and the counts."""
    return [
        (
            word_for(question, "wave_question"),
            [*codes, "unknown"],
            [
                (wave.months, wave.states["answered"], [*wave.answers[question].values()])
                for wave in found.waves
            ],
        )
        for question, codes in QUESTIONS.items()
    ]
