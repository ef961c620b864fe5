"""Forms of the partnerships' own rows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.portfolio.areas import (
    ACTION_STATES,
    FOLLOW_UP_STATES,
    KEY_AREAS,
    LEVELS,
    POLICY_FIELDS,
)
from passerelle.web.shared.wording import word_for


def choices(codes: Iterable[str], vocabulary: str, *, empty: object = None) -> list[tuple[str, object]]:
    """Codes with their words; ``empty`` is the word of the choice that narrows or states nothing."""
    first = [("", empty)] if empty is not None else []
    return [*first, *((code, word_for(code, vocabulary)) for code in codes)]


def day_field(label: object, *, required: bool = True) -> forms.DateField:
    """A day, typed as YYYY-MM-DD or chosen."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, input_formats=["%Y-%m-%d"])  # type: ignore[arg-type]


def lines_of(text: str) -> tuple[str, ...]:
    """One entry for each line that is not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _source() -> forms.CharField:
    return forms.CharField(label=_("Source"), required=False, max_length=300)


def _long(label: object, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=required, max_length=2_000, widget=widget)  # type: ignore[arg-type]


class ObjectiveForm(forms.Form):
    """An objective of the roadmap."""

    area = forms.ChoiceField(label=_("Key area"), choices=lambda: choices(KEY_AREAS, "key_area"))
    text = _long(_("Objective"))
    source = _source()


class ActionForm(forms.Form):
    """An action under a key area."""

    title = forms.CharField(label=_("Action"), max_length=300)
    area = forms.ChoiceField(label=_("Key area"), choices=lambda: choices(KEY_AREAS, "key_area"))
    level = forms.ChoiceField(label=_("Level"), choices=lambda: choices(LEVELS, "level"))
    fields_joined = forms.MultipleChoiceField(
        label=_("Policy fields"),
        required=False,
        choices=lambda: choices(POLICY_FIELDS, "policy_field"),
        widget=forms.CheckboxSelectMultiple,
    )
    responsible = forms.CharField(label=_("Responsible"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=lambda: choices(ACTION_STATES, "action_state", empty=_("unknown")),
    )
    start = forms.CharField(
        label=_("Start"), required=False, max_length=10, help_text=_("A year, a month or a day: 2026-03.")
    )
    end = forms.CharField(label=_("End"), required=False, max_length=10)
    source = _source()
    note = _long(_("Remarks"), required=False)


class PartyForm(forms.Form):
    """An organisation with its roles."""

    name = forms.CharField(label=_("Organisation"), max_length=200)
    country = forms.CharField(label=_("Country (two letters)"), required=False, max_length=2)
    roles = _long(_("Roles: one on each line"), required=False)
    source = _source()
    note = _long(_("Remarks"), required=False)


class RoundtableForm(forms.Form):
    """A meeting of the partners."""

    on = forms.CharField(
        label=_("When it met"), max_length=10, help_text=_("A year, a month or a day: 2026-03.")
    )
    participants = _long(_("Who took part: one organisation on each line; empty is unknown"), required=False)
    source = _source()


class DecisionForm(forms.Form):
    """What a roundtable decided."""

    text = _long(_("Decision"))
    source = _source()


class FollowUpForm(forms.Form):
    """Who does what by when."""

    text = _long(_("What is to be done"))
    owner = forms.CharField(label=_("Owner: an organisation or an office"), max_length=200)
    due = day_field(_("Due"))


class FollowUpChangeForm(forms.Form):
    """What became of a follow-up."""

    state = forms.ChoiceField(label=_("State"), choices=lambda: choices(FOLLOW_UP_STATES, "follow_up_state"))
    due = day_field(_("Due"))
    words = _long(_("Outcome or reason"), required=False)


class NarrowForm(forms.Form):
    """A filter of one or more choices; what is not a choice narrows nothing."""

    def __init__(self, *args: Any, narrow: dict[str, tuple[object, list[tuple[str, object]]]]) -> None:
        super().__init__(*args)
        for name, (label, options) in narrow.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=options, required=False)  # type: ignore[arg-type]

    def wanted(self) -> dict[str, str]:
        """What was chosen, by field."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
