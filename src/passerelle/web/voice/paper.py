"""The form on paper: open to everybody, to be printed and posted; it holds nobody's data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from passerelle.domain.grievances.severity import SUBJECTS
from passerelle.web.shared.access import ActorRequest


@require_safe
def form(request: ActorRequest) -> HttpResponse:
    """The same questions as the page asks, in the language of whoever prints it."""
    return render(request, "voice/paper.html", {"subjects": list(SUBJECTS)})
