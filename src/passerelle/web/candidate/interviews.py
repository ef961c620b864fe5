"""A person's answer to an interview slot."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.actions.interviews.score import answer_slot
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of


@require_POST
def answer(request: ActorRequest, number: str) -> HttpResponse:
    """I come, or I cannot."""
    answer_slot(request.actor, number, comes=request.POST.get("comes") == "yes", key=key_of(request))
    messages.success(request, _("Your answer is kept."))
    return redirect("own-interviews")
