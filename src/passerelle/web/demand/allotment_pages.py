"""One allotment: what was published, the draw, its sheet for anybody to check; and a person's own result."""

import json
from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.quotas.drawing import draw_allotment
from passerelle.queries.demand.allotments import allotment_page, own_allotments, sheet_of
from passerelle.web.demand.forms import DrawForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.deeds import Worded, with_deeds
from passerelle.web.shared.keys import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def allotment(request: ActorRequest, number: str) -> HttpResponse:
    """One allotment in counts, before and after its draw."""
    page = allotment_page(request.actor, number)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "page": page,
            "allotment": page.allotment,
            "forms": forms_,
            "trail": [
                (reverse("quotas"), _("Quotas")),
                (reverse("quota", args=[page.quota.number]), page.quota.name),
            ],
        }
        return render(request, "demand/allotment.html", context, status=status)

    draw = Worded(
        DrawForm,
        lambda said: draw_allotment(request.actor, number, seed=said["seed"], key=key_of(request)),
        _("The places are shared out. Each applicant is told their own result."),
    )
    open_ = page.may_write and page.allotment.drawn_at is None
    return with_deeds(request, {"draw": draw} if open_ else {}, show)


@require_safe
def sheet(request: ActorRequest, number: str) -> HttpResponse:
    """Every line under its lot, for ``passerelle quotas verify``."""
    content = json.dumps(sheet_of(request.actor, number), ensure_ascii=False, indent=1)
    answer = HttpResponse(content, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{number}.json"'
    return answer


@require_safe
def own_results(request: ActorRequest) -> HttpResponse:
    """What allotments brought the signed-in person: their own line and the rule, nobody else's facts."""
    return render(request, "demand/own_results.html", {"results": own_allotments(request.actor)})
