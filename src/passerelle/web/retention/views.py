"""What is kept, why and until when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.queries.people.retention import own_clocks, retention
from passerelle.web.shared.access import ActorRequest, today


@require_safe
def own(request: ActorRequest) -> HttpResponse:
    """The person's own clocks."""
    context = {
        "clocks": own_clocks(request.actor),
        "today": today(),
        "trail": [(reverse("own-page"), _("My page"))],
    }
    return render(request, "retention/own.html", context)


@require_safe
def overview(request: ActorRequest) -> HttpResponse:
    """Every purpose: its term, for how many it runs or is over, and which fields it leaves to blank."""
    return render(request, "retention/overview.html", {"lines": retention(request.actor, on=today())})
