"""Cards for the team: issue one for a signed contract, revoke one, see all."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.cards.issue import REASONS, issue_card, revoke_card
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.cards import cards
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wording import word_for

PER_PAGE = 50


class IssueForm(forms.Form):
    """For which contract."""

    contract = forms.CharField(
        label=gettext_lazy("Number of the signed contract"),
        max_length=24,
        help_text=gettext_lazy("Such as K-…"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show_cards(request: ActorRequest) -> HttpResponse:
    """Every card of the schemes, and a form for a new one."""
    form = IssueForm(request.POST or None, initial={"contract": request.GET.get("contract", "")})
    word = _("The card is issued. Its holder finds it on her page.")
    if request.method == "POST" and done(request, form, lambda: _issue(request, form), word):
        return HttpResponseRedirect(reverse("cards"))
    page = Paginator(cards(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    seen = [one.contract_version.contract.candidate.person.number for one in page]
    if seen:
        record_read(request.actor, "cards", seen, scheme_code="", purpose=Purpose.JOURNEY)
    context = {"page": page, "form": form, "reasons": [(one, word_for(one, "card_reason")) for one in REASONS]}
    return render(request, "card/cards.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: ActorRequest, number: str) -> HttpResponse:
    """The team revokes a card for a coded reason."""
    try:
        revoke_card(request.actor, number, request.POST.get("code", ""), version=version_of(request) or 0)
        messages.success(request, _("The card is revoked. Whoever checks it reads so."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("cards"))


def _issue(request: ActorRequest, form: IssueForm) -> None:
    issue_card(request.actor, form.cleaned_data["contract"].strip().upper(), key=key_of(request))
