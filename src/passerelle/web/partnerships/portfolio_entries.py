"""Adding to a partnership: objective, action, party, roundtable, decision, follow-up."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.portfolio.follow_ups import add_follow_up, change_follow_up
from passerelle.actions.portfolio.reach import partnership_for
from passerelle.actions.portfolio.roadmap import ActionFacts, add_action, add_objective, add_party
from passerelle.actions.portfolio.roundtables import add_decision, add_roundtable
from passerelle.queries.programme.follow_ups import follow_up
from passerelle.queries.programme.roundtable_parents import of_decision, of_roundtable
from passerelle.web.partnerships import portfolio_forms as forms
from passerelle.web.partnerships.asking import Asking, ask, posted
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of, version_of

METHODS = ["GET", "HEAD", "POST"]


def _back(request: ActorRequest, code: str) -> str:
    """The partnership's page, for somebody who may add to it."""
    return reverse("partnership", args=[partnership_for(request.actor, code).code])


@require_http_methods(METHODS)
def objective_new(request: ActorRequest, code: str) -> HttpResponse:
    """Add an objective."""
    asking = Asking(_("Add an objective"), _back(request, code), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        return add_objective(request.actor, code, key=key_of(request), **said)

    return ask(request, forms.ObjectiveForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def action_new(request: ActorRequest, code: str) -> HttpResponse:
    """Add an action."""
    asking = Asking(_("Add an action"), _back(request, code), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        joined = tuple(said.pop("fields_joined"))
        return add_action(request.actor, code, ActionFacts(fields=joined, **said), key=key_of(request))

    form = forms.ActionForm(posted(request), initial={"area": request.GET.get("area", "")})
    return ask(request, form, asking, deed)


@require_http_methods(METHODS)
def party_new(request: ActorRequest, code: str) -> HttpResponse:
    """Add a party."""
    asking = Asking(_("Party"), _back(request, code), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        said |= {"roles": forms.lines_of(said["roles"]), "country": said["country"].upper()}
        return add_party(request.actor, code, key=key_of(request), **said)

    return ask(request, forms.PartyForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def roundtable_new(request: ActorRequest, code: str) -> HttpResponse:
    """Record a roundtable."""
    asking = Asking(_("Record a roundtable"), _back(request, code), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        there = forms.lines_of(said.pop("participants"))
        return add_roundtable(request.actor, code, participants=there, key=key_of(request), **said)

    return ask(request, forms.RoundtableForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def decide(request: ActorRequest, number: str) -> HttpResponse:
    """Record a decision of a roundtable."""
    meeting = of_roundtable(request.actor, number)
    asking = Asking(_("Record a decision"), _back(request, meeting.code), _("Kept."), meeting.words)

    def deed(said: dict[str, Any]) -> object:
        return add_decision(request.actor, number, key=key_of(request), **said)

    return ask(request, forms.DecisionForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def follow(request: ActorRequest, number: str) -> HttpResponse:
    """Add a follow-up to a decision."""
    decided = of_decision(request.actor, number)
    asking = Asking(_("Add a follow-up"), _back(request, decided.code), _("Kept."), decided.words)

    def deed(said: dict[str, Any]) -> object:
        return add_follow_up(request.actor, number, key=key_of(request), **said)

    return ask(request, forms.FollowUpForm(posted(request)), asking, deed)


@require_http_methods(METHODS)
def follow_up_change(request: ActorRequest, number: str) -> HttpResponse:
    """Say what became of a follow-up, or give it another day."""
    row = follow_up(request.actor, number)
    _back(request, row.partnership.code)
    back = reverse("follow-up", args=[number])
    asking = Asking(_("Change the follow-up"), back, _("Kept."), row.text, row.version)

    def deed(said: dict[str, Any]) -> None:
        once: Any = {"version": version_of(request), "key": key_of(request)}
        change_follow_up(request.actor, number, **said, **once)

    form = forms.FollowUpChangeForm(posted(request), initial={"state": row.state, "due": row.due})
    return ask(request, form, asking, deed)
