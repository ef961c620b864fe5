"""Forms of a recognition file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.form_page import DoorForm, day_box

FACTS = (
    "country", "authority", "occupation", "qualification", "obtained_in", "national_level", "eqf", "eqf_source",
    "statutory_days", "statutory_source", "statutory_evidence",
)  # fmt: skip


def _day() -> forms.DateField:
    return forms.DateField(label=gettext_lazy("Day"), widget=day_box())


class FileForm(DoorForm):
    """What is known; empty is unknown."""

    country = forms.CharField(label=gettext_lazy("Country of recognition (code)"), required=False, max_length=2)
    authority = forms.CharField(label=gettext_lazy("Authority"), required=False, max_length=200)
    occupation = forms.CharField(label=gettext_lazy("Reference occupation"), required=False, max_length=200)
    qualification = forms.CharField(label=gettext_lazy("Qualification"), required=False, max_length=300)
    obtained_in = forms.CharField(label=gettext_lazy("Obtained in (code)"), required=False, max_length=2)
    national_level = forms.CharField(label=gettext_lazy("National level"), required=False, max_length=20)
    eqf = forms.IntegerField(
        label=gettext_lazy("EQF level"),
        required=False,
        help_text=gettext_lazy("Left empty, it is taken from the published tables where they have the title."),
    )
    eqf_source = forms.CharField(label=gettext_lazy("Source of the level"), required=False, max_length=300)
    statutory_days = forms.IntegerField(
        label=gettext_lazy("Days that the law gives the authority"),
        required=False,
        min_value=1,
        max_value=3_650,
    )
    statutory_source = forms.CharField(label=gettext_lazy("Source of the term"), required=False, max_length=300)
    statutory_evidence = forms.ChoiceField(
        label=gettext_lazy("How sure it is"),
        required=False,
        choices=[("", "–"), ("A", "A"), ("B", "B"), ("M", "M")],
    )


class DayForm(DoorForm):
    """A day."""

    on = _day()


class StopForm(DayForm):
    """A day and the paper that is missing."""

    because = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=300)


class DeficitsForm(DoorForm):
    """Deficits, one a line; empty: none was found."""

    deficits = forms.CharField(
        label=gettext_lazy("Deficits, one a line"),
        required=False,
        max_length=10_000,
        help_text=gettext_lazy("Empty says that the authority found none."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class MeasureForm(DoorForm):
    """Kind, title, hours, term."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=200)
    hours = forms.IntegerField(label=gettext_lazy("Hours"), required=False, min_value=1, max_value=10_000)
    due_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=day_box(),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(VOCABULARIES["measure"].items())  # type: ignore[attr-defined]


class DecisionForm(DayForm):
    """Outcome, day, ground."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"))
    because = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        outcomes = [(code, word) for code, word in VOCABULARIES["recognition"].items() if code]
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]


class AppealForm(DayForm):
    """An appeal's day, or its answer's."""

    outcome = forms.ChoiceField(label=gettext_lazy("Answer to the appeal"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = list(VOCABULARIES["appeal"].items())  # type: ignore[attr-defined]
