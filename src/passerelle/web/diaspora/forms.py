"""The forms of the diaspora register."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.classifications import sectors
from passerelle.domain.reintegration.pairing import OFFERS
from passerelle.web.shared.wording import word_for


class Day(forms.DateInput):
    """A day, picked from a calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SupporterForm(forms.Form):
    """Somebody abroad who wants to help, by their consent."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    kind = forms.ChoiceField(
        label=_("Person or firm"),
        choices=lambda: [(one, word_for(one, "supporter_kind")) for one in ("person", "firm")],
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    contact = forms.CharField(
        label=_("How to reach them"),
        max_length=254,
        help_text=_("Shown to the other side only when both have agreed."),
    )
    country = forms.CharField(label=_("Country"), required=False, max_length=2)
    offers = forms.MultipleChoiceField(
        label=_("Offers"),
        choices=lambda: [(one, word_for(one, "support_offer")) for one in OFFERS],
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=lambda: [(code, f"{code} {title}") for code, title in sectors.titles().items()],
    )
    regions = forms.CharField(
        label=_("Regions at home"), required=False, max_length=200, help_text=_("Codes, with commas between.")
    )
    languages = forms.CharField(
        label=_("Languages"), required=False, max_length=60, help_text=_("Codes, with commas between.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1_000)
    consent_on = forms.DateField(label=_("Consent given on"), widget=Day())
    consent_how = forms.CharField(label=_("Where the consent is kept"), max_length=200)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        field.choices = [(code, code.upper()) for code in schemes]


class OutcomeForm(forms.Form):
    """What came of an introduction."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=lambda: [
            (one, word_for(one, "introduction_outcome"))
            for one in ("mentoring", "invested", "hosted", "contact", "nothing")
        ],
    )
    on = forms.DateField(label=_("On"), widget=Day())
    promised = forms.DecimalField(
        label=_("Amount, where money was promised"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3)
