"""Forms of the legal pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.contracts.fees import CATEGORIES, PAYERS
from passerelle.domain.contracts.forms import FORMS
from passerelle.domain.contracts.season import END_CODES, HIRINGS
from passerelle.web.shared.wording import word_for


class DayInput(forms.DateInput):
    """A day, picked in the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class VersionForm(forms.Form):
    """The facts of a contract's next version."""

    language = forms.ChoiceField(
        label=_("Language that counts"),
        choices=[("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")],
    )

    def __init__(self, form: str, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for term in FORMS[form].terms:
            needed = term in FORMS[form].required
            label = word_for(term, "term")
            self.fields[term] = forms.CharField(
                label=label if needed else _("%(term)s (if any)") % {"term": label},
                required=False,
                max_length=2_000,
            )
        for role in FORMS[form].parties:
            if role == "school":
                self.fields["name_school"] = forms.CharField(label=word_for(role, "party"), required=False)

    def terms(self) -> dict[str, object]:
        """The facts as typed."""
        left = {"language", "name_school"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left}


class AskForm(forms.Form):
    """Where the links go."""

    in_turn = forms.BooleanField(label=_("One after the other, in this order"), required=False)

    def __init__(self, form: str, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for role in FORMS[form].parties:
            if role not in ("worker", "student"):
                label = _("E-mail address: %(party)s") % {"party": word_for(role, "party")}
                self.fields[f"address_{role}"] = forms.EmailField(label=label, required=False)

    def addresses(self) -> dict[str, str]:
        """The addresses by role."""
        return {
            name.removeprefix("address_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("address_")
        }


class FilingForm(VersionForm):
    """What was lodged with the authority, as it stands there."""

    authority = forms.CharField(label=_("Filed with"), max_length=200)
    reference = forms.CharField(label=_("Reference"), max_length=80, required=False)
    filed_on = forms.DateField(label=_("Filed on"), widget=DayInput())

    def __init__(self, form: str, *args: object, **options: object) -> None:
        super().__init__(form, *args, **options)
        del self.fields["language"]
        self.fields.pop("name_school", None)

    def terms(self) -> dict[str, object]:
        """The facts as typed."""
        left = {"authority", "reference", "filed_on"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left}


class EndForm(forms.Form):
    """How a contract ended."""

    ended_on = forms.DateField(label=_("Last day"), widget=DayInput())
    code = forms.ChoiceField(label=_("Why"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["code"]  # type: ignore[assignment]
        field.choices = [(code, word_for(code, "contract_end")) for code in END_CODES]


class SidesForm(forms.Form):
    """Two versions to lay side by side."""

    before = forms.TypedChoiceField(label=_("Version"), coerce=int)
    after = forms.TypedChoiceField(label=_("beside version"), coerce=int)

    def __init__(self, ordinals: list[int], *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name in ("before", "after"):
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = [(one, str(one)) for one in ordinals]


class SeasonForm(forms.Form):
    """Contracts for a season, resting on an employer's joint file."""

    journeys = forms.CharField(label=_("Cases (numbers, separated by spaces)"), max_length=20_000)
    vacancy = forms.CharField(label=_("Number of the vacancy"), max_length=24)
    hiring = forms.ChoiceField(label=_("How the employer hires"))
    joint_file = forms.CharField(label=_("Number of the joint file"), max_length=80)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["hiring"]  # type: ignore[assignment]
        field.choices = [(code, word_for(code, "hiring")) for code in HIRINGS]


class FeeForm(forms.Form):
    """A cost and who paid it."""

    candidate = forms.CharField(label=_("Candidate's number"), max_length=24)
    category = forms.ChoiceField(label=_("Kind of cost"))
    payer = forms.ChoiceField(label=_("Who really paid"))
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=12, decimal_places=2)
    currency = forms.CharField(label=_("Currency (three letters)"), max_length=3)
    paid_on = forms.DateField(label=_("Paid on"), required=False, widget=DayInput())
    evidence = forms.CharField(label=_("What shows it"), max_length=300, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        kinds: forms.ChoiceField = self.fields["category"]  # type: ignore[assignment]
        payers: forms.ChoiceField = self.fields["payer"]  # type: ignore[assignment]
        kinds.choices = [(code, word_for(code, "fee")) for code in CATEGORIES]
        payers.choices = [(code, word_for(code, "payer")) for code in PAYERS]


class RefundForm(forms.Form):
    """The next step of a refund."""

    step = forms.ChoiceField(label=_("Step"))
    on = forms.DateField(label=_("Day"), widget=DayInput())
    evidence = forms.CharField(label=_("What shows the payment"), max_length=300, required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        steps: forms.ChoiceField = self.fields["step"]  # type: ignore[assignment]
        steps.choices = [(code, word_for(code, "refund")) for code in ("claimed", "agreed", "refused", "paid")]
