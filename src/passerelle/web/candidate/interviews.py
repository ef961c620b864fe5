"""A person's answer to an interview, and the time they choose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.actions.interviews.score import answer_slot
from passerelle.actions.interviews.slots import pick_slot
from passerelle.domain.kernel.problems import Refused
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_all


@require_POST
def answer(request: ActorRequest, number: str) -> HttpResponse:
    """I come, or I cannot."""
    answer_slot(request.actor, number, comes=request.POST.get("comes") == "yes", key=key_of(request))
    messages.success(request, _("Your answer is kept."))
    return redirect("own-interviews")


@require_POST
def choose(request: ActorRequest, number: str) -> HttpResponse:
    """Choose one of the times that are offered."""
    chosen = request.POST.get("slot", "")
    slot = int(chosen) if chosen.isdecimal() and len(chosen) < 12 else 0
    try:
        pick_slot(request.actor, number, slot, key=key_of(request))
        messages.success(request, _("Your time is kept."))
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return redirect("own-interviews")
