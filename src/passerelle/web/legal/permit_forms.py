"""Forms of permit files and posts."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.actions.steps.files.costs import Cost
from passerelle.domain.contracts.fees import PAYERS
from passerelle.domain.permits.decisions import GROUNDS
from passerelle.web.legal.forms import DayInput
from passerelle.web.shared.wording import word_for


class EntryForm(forms.Form):
    """What happened to a file."""

    kind = forms.ChoiceField(label=_("What happened"))
    on = forms.DateField(label=_("Day"), widget=DayInput())
    until = forms.DateField(label=_("Term or validity until (if any)"), required=False, widget=DayInput())
    ground = forms.ChoiceField(label=_("Ground (for a refusal)"), required=False)
    lodged_by = forms.ChoiceField(label=_("Lodged by"), required=False)
    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    reference = forms.CharField(label=_("Reference"), max_length=80, required=False)
    text = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, possible: Iterable[str], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = {
            "kind": [(code, word_for(code, "permit_entry")) for code in possible],
            "ground": [("", "–"), *((code, word_for(code, "permit_ground")) for code in GROUNDS)],
            "lodged_by": [("", "–"), *((code, word_for(code, "party")) for code in ("employer", "worker"))],
        }
        for name, values in choices.items():
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = values


class AppointmentForm(forms.Form):
    """An appointment at a post."""

    post = forms.ChoiceField(label=_("Consular post"))
    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput())
    slot_on = forms.DateField(label=_("Appointment on (if given)"), required=False, widget=DayInput())

    def __init__(self, posts: Iterable[tuple[str, str]], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["post"]  # type: ignore[assignment]
        field.choices = list(posts)


class CostForm(forms.Form):
    """What the file cost, and who paid it."""

    amount = forms.DecimalField(label=_("Fee"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label=_("Currency (three letters)"), max_length=3)
    payer = forms.ChoiceField(label=_("Who really paid"))
    paid_on = forms.DateField(label=_("Paid on"), required=False, widget=DayInput())
    evidence = forms.CharField(label=_("What shows it"), max_length=300, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        payers: forms.ChoiceField = self.fields["payer"]  # type: ignore[assignment]
        payers.choices = [(code, word_for(code, "payer")) for code in PAYERS]

    def cost(self) -> Cost:
        """The cost as typed: fees of authorities are administrative costs."""
        known = self.cleaned_data
        currency, evidence = known["currency"].upper(), known["evidence"]
        return Cost("administration", known["payer"], known["amount"], currency, known["paid_on"], evidence)


class PostForm(forms.Form):
    """A consular post."""

    state = forms.CharField(label=_("State (two letters)"), max_length=2)
    country = forms.CharField(label=_("For people of (two letters)"), max_length=2)
    place = forms.CharField(label=_("Place"), max_length=120)
    opened_on = forms.DateField(
        label=_("Takes applications since (if known)"), required=False, widget=DayInput()
    )
    no_channel = forms.BooleanField(label=_("It is known that there is no channel here yet"), required=False)
    closed_on = forms.DateField(label=_("Closed since (if closed)"), required=False, widget=DayInput())
    source = forms.CharField(label=_("Source"), max_length=300)


class WaitForm(forms.Form):
    """A waiting time that somebody observed."""

    post = forms.ChoiceField(label=_("Consular post"))
    days = forms.IntegerField(label=_("Days of waiting"), min_value=0, max_value=2_000)
    on = forms.DateField(label=_("Observed on"), widget=DayInput())
    source = forms.CharField(label=_("Source"), max_length=300)

    def __init__(self, posts: Iterable[tuple[str, str]], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["post"]  # type: ignore[assignment]
        field.choices = list(posts)
