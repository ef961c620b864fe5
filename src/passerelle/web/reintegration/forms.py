"""The forms of going home with a plan."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.classifications import sectors
from passerelle.domain.reintegration import agreements, plans, scoring, survival, ventures
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.terms import committee_terms
from passerelle.web.shared.wording import word_for


def choices(codes: Iterable[str], vocabulary: str, *, blank: bool = True) -> list[tuple[str, str]]:
    """Codes with their words."""
    first = [("", "")] if blank else []
    return [*first, *((code, word_for(code, vocabulary)) for code in codes)]


def sector_choices() -> list[tuple[str, str]]:
    """Sections of NACE."""
    return [("", ""), *((code, f"{code} {title}") for code, title in sectors.titles().items())]


class Day(forms.DateInput):
    """A day, picked from a calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: object, *, required: bool = True) -> forms.DateField:
    """A day's field."""
    return forms.DateField(label=label, required=required, widget=Day())  # type: ignore[arg-type]


def long(label: object, *, rows: int = 3, required: bool = True) -> forms.CharField:
    """A few sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=2_000, widget=area)  # type: ignore[arg-type]


def amount(label: object, *, required: bool = True) -> forms.DecimalField:
    """An exact amount with two decimals."""
    return forms.DecimalField(
        label=label,  # type: ignore[arg-type]
        required=required,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
    )


def currency() -> forms.CharField:
    """A currency's code."""
    return forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="EUR")


class Nothing(forms.Form):
    """A deed that asks nothing more."""


class BeginForm(forms.Form):
    """For whom a plan is begun."""

    case = forms.CharField(label=_("Number of the case"), max_length=24)
    on = day(_("Begun on"))


class TraineesForm(forms.Form):
    """Of whom of its trainees a training provider begins the plans."""

    cases = forms.MultipleChoiceField(label=_("Trainees without a plan"), widget=forms.CheckboxSelectMultiple)
    on = day(_("Begun on"))

    def __init__(self, *args: Any, trained: Iterable[Journey], **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.MultipleChoiceField = self.fields["cases"]  # type: ignore[assignment]
        people = [(one.number, one.candidate.person) for one in trained]
        field.choices = [(case, f"{one.family_name.upper()} {one.given_name}".strip()) for case, one in people]


class WishForm(forms.Form):
    """What the person wants."""

    wish = long(_("What would you like to do at home?"), required=False)
    region = forms.CharField(label=_("Region"), required=False, max_length=12)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=sector_choices)


class NeedsForm(forms.Form):
    """What is needed, each with a few words."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in plans.NEEDS:
            self.fields[code] = forms.BooleanField(label=word_for(code, "need"), required=False)
            self.fields[f"{code}_note"] = forms.CharField(
                label=_("in a few words"), required=False, max_length=500
            )


class StepForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ChoiceField(label=_("Who does it"), choices=lambda: choices(plans.OWNERS, "plan_owner"))
    due_on = day(_("By when"), required=False)


class OwnStepForm(forms.Form):
    """What the person does herself."""

    what = forms.CharField(label=_("What I will do"), max_length=300)
    due_on = day(_("By when"), required=False)


class LineForm(forms.Form):
    """A budget line."""

    what = forms.CharField(label=_("What for"), max_length=200)
    amount = amount(_("Amount"))
    currency = currency()
    payer = forms.ChoiceField(label=_("Who pays"), choices=lambda: choices(plans.PAYERS, "plan_payer"))


class ClosePlanForm(forms.Form):
    """How a plan ended."""

    code = forms.ChoiceField(label=_("How it ended"), choices=lambda: choices(plans.CLOSED, "home_plan_closed"))
    on = day(_("On"))


class CommitteeForm(forms.Form):
    """A new committee; the weights together are 100."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Shares out"), choices=lambda: choices(ventures.KINDS, "venture_kind"))
    budget = amount(_("Money in all"), required=False)
    currency = currency()
    most = forms.IntegerField(label=_("At most so many awards"), required=False, min_value=1, max_value=9_999)
    first_share = forms.IntegerField(
        label=_("First part, per cent"), min_value=1, max_value=100, required=False
    )

    def __init__(self, *args: Any, schemes: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        known = list(schemes)
        field.choices = [(code, code.upper()) for code in known]
        # Of several schemes nobody knows yet whose terms are meant: left empty, they are those of its file.
        weights, first = committee_terms(known[0]) if len(known) == 1 else ({}, None)
        self.fields["first_share"].initial = first
        for code in scoring.CRITERIA:
            self.fields[f"weight_{code}"] = forms.IntegerField(
                label=word_for(code, "criterion"), min_value=0, max_value=100, required=False,
                initial=weights.get(code, 0) if weights else None,
            )  # fmt: skip

    def weights(self) -> dict[str, int] | None:
        """Criteria that count; ``None``: those of the scheme's file."""
        known = {code: self.cleaned_data[f"weight_{code}"] for code in scoring.CRITERIA}
        return None if set(known.values()) == {None} else {code: one for code, one in known.items() if one}


class MinutesForm(forms.Form):
    """The minutes of a committee."""

    minutes = long(_("Minutes"), rows=5)


class ConflictForm(forms.Form):
    """An interest that touches a plan."""

    why = forms.CharField(label=_("Which interest"), max_length=500)


class YesForm(forms.Form):
    """Yes, with an amount."""

    amount = amount(_("Amount"))
    message = long(_("What the person reads"), required=False)


class NoForm(forms.Form):
    """No, with its reason."""

    reason = forms.ChoiceField(label=_("Reason"), choices=lambda: choices(ventures.REFUSALS, "venture_refusal"))
    message = long(_("What the person reads"))


class PayForm(forms.Form):
    """A payment that was made."""

    on = day(_("Paid on"))
    reference = forms.CharField(label=_("Reference of the payment"), max_length=120)


class VisitForm(forms.Form):
    """What a visit found."""

    found = forms.ChoiceField(label=_("Found"), choices=lambda: choices(survival.FOUND, "business_found"))
    on = day(_("Visited on"))
    note = long(_("Note"), required=False)


class CloseAwardForm(forms.Form):
    """How an award ends before it is paid out, or paid back, in full."""

    code = forms.ChoiceField(
        label=_("How it ended"), choices=lambda: choices(("written_off", "not_paid_out"), "award_closed")
    )
    on = day(_("On"))


class CoachForm(forms.Form):
    """Who coaches."""

    coach = forms.CharField(label=_("Who coaches"), max_length=200)
    on = day(_("Since"))


class RegisterForm(forms.Form):
    """What the register says."""

    name = forms.CharField(label=_("Name of the business"), max_length=200)
    register = forms.CharField(label=_("Which register"), max_length=120)
    register_number = forms.CharField(label=_("Number in the register"), max_length=60)
    on = day(_("Registered on"))
    evidence = forms.CharField(label=_("Evidence: which paper, where it is kept"), max_length=300)


class CheckForm(forms.Form):
    """Whether it lives on."""

    months = forms.ChoiceField(label=_("After so many months"), choices=[(one, one) for one in survival.AFTER])
    found = forms.ChoiceField(label=_("Found"), choices=lambda: choices(survival.FOUND, "business_found"))
    why = forms.ChoiceField(
        label=_("Why, where it is not open"),
        required=False,
        choices=lambda: choices(survival.WHY, "survival_why"),
    )
    on = day(_("Asked on"))


class InstalmentsForm(forms.Form):
    """How a micro-credit is paid back."""

    months = forms.IntegerField(label=_("Monthly instalments"), min_value=1, max_value=120)
    first_on = day(_("The first on"))


class RepayForm(forms.Form):
    """Something was paid back."""

    amount = amount(_("Amount"))
    on = day(_("Paid back on"))
    reference = forms.CharField(label=_("Reference of the payment"), required=False, max_length=120)


class TalksForm(forms.Form):
    """Two firms that negotiate."""

    firm = forms.CharField(label=_("The firm of the person"), max_length=200)
    host = forms.CharField(label=_("Number of the other firm"), max_length=24)
    kind = forms.ChoiceField(label=_("About"), choices=lambda: choices(agreements.KINDS, "firm_kind"))
    on = day(_("Since"))


class SignForm(forms.Form):
    """A signed partnership."""

    on = day(_("Signed on"))
    evidence = forms.CharField(label=_("Evidence: which paper, where it is kept"), max_length=300)
    digest = forms.RegexField(
        label=_("Digest of the file (SHA-256), where there is one"), regex=r"^[0-9a-f]{64}$", required=False
    )


class EndForm(forms.Form):
    """Why it ended."""

    on = day(_("Ended on"))
    why = forms.CharField(label=_("Why"), max_length=500)
