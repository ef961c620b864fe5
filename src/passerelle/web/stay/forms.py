"""Forms of the pages on stays."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from passerelle.domain.stays.arrivals import PERSON
from passerelle.domain.stays.changes import EMPLOYER, KINDS, MAY_ASK, Wish
from passerelle.domain.stays.seasons import NOT_RECALLED, RECALLED
from passerelle.queries.stays.stays import STATES, StayFilter
from passerelle.records.stays.models import Stay
from passerelle.web.shared.wording import word_for


class DayInput(forms.DateInput):
    """A day, picked in the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(label=label, required=required, widget=DayInput())


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, object]]) -> None:
    """What a field lets somebody choose from."""
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]
    field.choices = list(choices)


class StayFilterForm(forms.Form):
    """Narrows the list of placements; its values are the list's address."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("of a stay", "Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    text = forms.CharField(label=_("Name or number"), required=False, max_length=200)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer(self, "scheme", [("", _("all")), *((code, code.upper()) for code in schemes)])
        offer(self, "kind", [("", _("all")), *((one, word_for(one, "stay_kind")) for one in Stay.Kind.values)])
        offer(self, "state", [(one, word_for(one, "stay_state")) for one in STATES])

    def wanted(self) -> StayFilter:
        """The filter; what is not valid narrows nothing and is marked in the form."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if value}
        return StayFilter(**known)


class ConfirmForm(forms.Form):
    """Days of arrival and start."""

    arrived_on = day(_("Arrived on"))
    started_on = day(_("Started on"))
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    evidence = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=300,
        help_text=_("For example: seen on the first day, signed list."),
    )


class OwnConfirmForm(forms.Form):
    """The person's own word; nothing else is asked."""

    arrived_on = day(_("I arrived on"))
    started_on = day(_("I started on"))

    def __init__(self, *args: object, travels: bool = True, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not travels:
            del self.fields["arrived_on"]


class ItemForm(forms.Form):
    """One item of the first weeks."""

    code = forms.ChoiceField(label=_("What"))
    state = forms.ChoiceField(label=_("State"))
    on = day(_("On"), required=True)
    evidence = forms.CharField(label=_("What shows it"), required=False, max_length=300)
    note = forms.CharField(label=_("Why it is not needed"), required=False, max_length=500)

    def __init__(self, *args: object, codes: Iterable[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer(self, "code", [(one, word_for(one, "stay_item")) for one in codes])
        offer(self, "state", [(one, word_for(one, "stay_item_state")) for one in ("done", "not_needed")])


class PlanForm(forms.Form):
    """Planned days and place."""

    planned_from = day(_("Planned from"), required=True)
    planned_until = day(_("Planned until"), required=True)
    site = forms.CharField(label=_("Where"), required=False, max_length=200)


class AskForm(forms.Form):
    """What is to change; ``side``: for whom the asker speaks."""

    kind = forms.ChoiceField(label=_("What is to change"))
    from_on = day(pgettext_lazy("date", "From"))
    until = day(_("Until"))
    site = forms.CharField(label=_("Where the work would be"), required=False, max_length=200)
    why = forms.CharField(
        label=_("Why (if you want to say)"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, side: str = PERSON, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer(
            self, "kind", [(one, word_for(one, "stay_change")) for one in KINDS if side in MAY_ASK[one]]
        )  # fmt: skip

    def wish(self) -> Wish:
        """What is asked."""
        known = self.cleaned_data
        return Wish(known["kind"], known["from_on"], known["until"], known["site"])


class WeighForm(forms.Form):
    """What bears on a change, before it is decided; a breach and a vacancy only for another employer."""

    noticed_on = day(_("The authority was told on"))
    breach = forms.NullBooleanField(
        label=_("The present employer seriously broke its duties"),
        widget=forms.Select(choices=[("unknown", _("not known")), ("true", _("yes")), ("false", _("no"))]),
    )
    vacancy = forms.CharField(
        label=_("Vacancy (for another employer)"), required=False, max_length=24, help_text=_("Its number.")
    )

    def __init__(self, *args: object, kind: str = EMPLOYER, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if kind != EMPLOYER:
            del self.fields["breach"], self.fields["vacancy"]


class DecideForm(forms.Form):
    """The answer to a change."""

    answer = forms.ChoiceField(label=_("Answer"))
    vacancy = forms.CharField(
        label=_("Vacancy (for another employer)"), required=False, max_length=24, help_text=_("Its number.")
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The person reads this sentence."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        offer(
            self, "answer", [(one, word_for(one, "stay_change_answer")) for one in ("accepted", "declined")]
        )  # fmt: skip


class HomeJobForm(forms.Form):
    """A job at home: a vacancy of the scheme, or an employer by name."""

    vacancy = forms.CharField(
        label=_("Vacancy of the scheme"), required=False, max_length=24, help_text=_("Its number.")
    )
    employer = forms.CharField(
        label=_("Or the employer's name"), required=False, max_length=200,
    )  # fmt: skip
    country = forms.CharField(
        label=_("Country"), required=False, max_length=2, help_text=_("Two letters, such as MA.")
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    started_on = day(_("Started on"), required=True)
    evidence = forms.CharField(label=_("What shows it"), required=False, max_length=300)


class RightForm(forms.Form):
    """What an authorisation for several seasons says."""

    valid_from = day(_("Valid from"))
    valid_until = day(_("Valid until"))
    months_a_year = forms.IntegerField(
        label=_("Months a year at most"), required=False, min_value=1, max_value=12
    )
    return_duty = forms.NullBooleanField(
        label=_("It demands return after each season"),
        widget=forms.Select(
            choices=[("unknown", _("its text is not known here")), ("true", _("yes")), ("false", _("no"))]
        ),
    )
    source = forms.CharField(label=_("Where it is written"), max_length=300)
    confirmed = forms.BooleanField(label=_("I compared it with the permit itself"), required=False)


class RecallForm(forms.Form):
    """Whether people are called back, and for which season."""

    code = forms.ChoiceField(label=_("Next season"))
    season = forms.IntegerField(label=_("Year of the next season"), min_value=2000, max_value=2100)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        reasons = [(one, word_for(one, "stay_no_recall")) for one in NOT_RECALLED]
        offer(self, "code", [(RECALLED, gettext("Called back")), *reasons])
