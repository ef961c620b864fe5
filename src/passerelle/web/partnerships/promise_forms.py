"""Forms of the promise ledger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.promises.standing import EVENTS, KINDS, REMEDIES
from passerelle.web.partnerships.portfolio_forms import choices, day_field


def _number(label: object) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=24)  # type: ignore[arg-type]


def _text(label: object, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=300)  # type: ignore[arg-type]


class PromiseForm(forms.Form):
    """A promise as somebody states it: one maker, one scheme."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    kind = forms.ChoiceField(label=_("Kind of promise"), choices=lambda: choices(KINDS, "promise_kind"))
    organisation = _number(_("Maker: number of an organisation (O-…)"))
    person = _number(_("or: number of a candidate (C-…)"))
    maker = forms.CharField(label=_("or: who it is, in words"), required=False, max_length=200)
    beneficiary = forms.CharField(label=_("Made to"), required=False, max_length=200)
    made_on = day_field(_("Made on"))
    value = forms.DecimalField(label=_("Value"), required=False, min_value=0, max_digits=14, decimal_places=2)
    unit = forms.CharField(
        label=_("What the value counts"), required=False, max_length=40, help_text=_("Such as posts, or EUR.")
    )
    due = day_field(_("Due"), required=False)
    vacancy = _number(_("About the vacancy (V-…)"))
    candidate = _number(_("About the candidate (C-…)"))
    evidence = _text(_("Evidence"))
    note = _text(_("Remarks"))

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """What became of a promise."""

    event = forms.ChoiceField(label=_("What became of it"))
    on = day_field(_("On"))
    evidence = _text(_("Evidence"))
    words = _text(_("Remarks"))

    def __init__(self, *args: object, events: tuple[str, ...] = EVENTS, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["event"].choices = choices(events, "promise_event")  # type: ignore[attr-defined]


class RemedyForm(forms.Form):
    """What makes a broken promise good."""

    kind = forms.ChoiceField(label=_("Remedy"), choices=lambda: choices(REMEDIES, "remedy"))
    owner = forms.CharField(label=_("Owner: an organisation or an office"), max_length=200)
    due = day_field(_("Due"))
    outcome = _text(_("Outcome"))
    closed_on = day_field(_("Closed on"), required=False)


class CommitmentForm(forms.Form):
    """The paper that a scheme asks a person to sign was signed."""

    signed_on = day_field(_("Signed on"))
    evidence = _text(_("Evidence"), required=True)
