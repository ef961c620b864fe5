"""Ties between organisations: who hangs together with whom, since when, and who says so."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.employers.ties import Tied, add_tie, end_tie
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.protection.ties import ties as all_ties
from passerelle.queries.protection.ties import unheard_hosts
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.visits.forms import TieForm


@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: ActorRequest) -> HttpResponse:
    """Ties (``?of=``: of one organisation), a form for a new one, and hosts whom no officer may hear."""
    of = request.GET.get("of", "")
    add = (
        "add",
        Deed(
            _("Write down a tie"),
            TieForm,
            lambda facts: add_tie(request.actor, Tied(**facts), key=key_of(request)),
            _("The tie is kept."),
            {"one": of},
        ),
    )
    writes = request.actor.may(Permission.EMPLOYER_REVIEW)
    offered = answer(request, dict([add]) if writes else {})
    if offered.is_done:
        return HttpResponseRedirect(request.get_full_path())
    context = {
        "ties": all_ties(request.actor, of),
        "writes": writes,
        "offered": offered,
        "unheard": unheard_hosts(request.actor, today=today()),
    }
    return render(request, "visits/ties.html", context, status=offered.status)


@require_POST
def end(request: ActorRequest, tie: int) -> HttpResponse:
    """A tie ends today."""
    try:
        end_tie(request.actor, tie, today(), key=key_of(request))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("ties"))
