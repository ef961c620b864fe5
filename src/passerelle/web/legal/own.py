"""A person's own papers, and what they paid: told in private, never shown to an employer."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from passerelle.actions.contracts.fees import tell_own_fees
from passerelle.actions.steps.files.costs import Cost
from passerelle.domain.contracts.fees import CATEGORIES
from passerelle.queries.own.contracts import OwnCosts, own_contracts
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.wording import word_for


class PaidForm(forms.Form):
    """One cost that the worker bore; the other button says that there was none."""

    category = forms.ChoiceField(label=gettext_lazy("What did you pay for?"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("How much?"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    currency = forms.CharField(label=gettext_lazy("Currency (three letters)"), max_length=3, required=False)
    evidence = forms.CharField(label=gettext_lazy("To whom, and what shows it"), max_length=300, required=False)
    candidate = forms.ChoiceField(label=gettext_lazy("In which scheme?"))
    field_order = ("candidate", "category", "amount", "currency", "evidence")

    def __init__(self, costs: Sequence[OwnCosts], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        mine: forms.ChoiceField = self.fields["candidate"]  # type: ignore[assignment]
        mine.choices = [(one.candidate.number, one.candidate.scheme.name) for one in costs]
        mine.initial = costs[0].candidate.number
        if len(costs) == 1:
            mine.widget = mine.hidden_widget()
        kinds: forms.ChoiceField = self.fields["category"]  # type: ignore[assignment]
        kinds.choices = [(code, word_for(code, "fee")) for code in CATEGORIES]

    def clean(self) -> dict[str, object]:
        """An amount has a currency; without an amount nothing is said, unless by the button that says so."""
        known = super().clean() or {}
        if "nothing" not in self.data and "amount" not in self.errors and known.get("amount") is None:
            self.add_error("amount", self.fields["amount"].error_messages["required"])
        if known.get("amount") and not known.get("currency"):
            self.add_error("currency", _("A currency has three letters, such as EUR."))
        return known


@require_http_methods(["GET", "HEAD", "POST"])
def own_papers(request: ActorRequest) -> HttpResponse:
    """Papers and costs of the signed-in person."""
    page = own_contracts(request.actor)
    form = PaidForm(page.costs, request.POST or None)
    if request.method == "POST" and done(
        request, form, lambda: _tell(request, form), _("Thank you. It is noted.")
    ):
        return HttpResponseRedirect(reverse("own-papers"))
    context = {"page": page, "form": form, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "legal/own.html", context, status=422 if form.errors else 200)


def _tell(request: ActorRequest, form: PaidForm) -> None:
    known = form.cleaned_data
    costs = []
    if "nothing" not in request.POST and known["amount"]:
        costs = [
            Cost(
                known["category"], "worker", known["amount"], known["currency"].upper(), None, known["evidence"]
            )
        ]
    tell_own_fees(request.actor, known["candidate"], costs, key=key_of(request))
