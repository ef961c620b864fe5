"""Remind the person of a case, from its page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passerelle.actions.cases.remind import remind
from passerelle.domain.kernel.problems import Refused
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all


@require_POST
def remind_person(request: ActorRequest, number: str) -> HttpResponse:
    """One reminder by the person's own channel; a refusal says why on the page of the case."""
    try:
        remind(request.actor, {number: version_of(request)}, key=key_of(request))
        messages.success(request, _("The person is reminded."))
    except Refused as refusal:
        for line in say_all(refusal.problems):
            messages.error(request, line)
    return redirect("case", number)
