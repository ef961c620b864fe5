"""Forms of institutions' files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.capacity.progress import ACTIVITIES, ACTIVITY_STATES, MEASURES
from passerelle.web.partnerships.portfolio_forms import choices, day_field, lines_of


def _measure() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Measure"), choices=lambda: choices(MEASURES, "capacity_measure"))


def _count(label: object) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000)  # type: ignore[arg-type]


def _value(label: object) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2)  # type: ignore[arg-type]


class FileForm(forms.Form):
    """A new file."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    organisation = forms.CharField(label=_("Number of the organisation (O-…)"), max_length=24)
    partnership = forms.ChoiceField(label=_("Partnership"), required=False)
    opened_on = day_field(_("Opened on"))
    note = forms.CharField(label=_("Remarks"), required=False, max_length=2_000)

    def __init__(self, *args: object, schemes: list[str], partnerships: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]
        named = [("", "–"), *((code, code.title()) for code in partnerships)]
        self.fields["partnership"].choices = named  # type: ignore[attr-defined]


class MeasureForm(forms.Form):
    """A value on a day."""

    measure = _measure()
    value = _value(_("Value"))
    unit = forms.CharField(label=_("Unit"), max_length=40)
    on = day_field(_("Measured on"))
    source = forms.CharField(label=_("Source"), required=False, max_length=300)


class GoalForm(forms.Form):
    """A line of the plan."""

    measure = _measure()
    target = _value(_("Target"))
    unit = forms.CharField(label=_("Unit"), max_length=40)
    due = day_field(_("Due"))


class EvidenceForm(forms.Form):
    """A file that shows that an activity was held."""

    file = forms.FileField(
        label=_("File"), help_text=_("A list of signatures, a report or minutes: PDF, PNG or JPEG.")
    )


class ActivityForm(forms.Form):
    """An activity with counts; names only where the grant asks for them."""

    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: choices(ACTIVITIES, "capacity_activity"))
    title = forms.CharField(label=_("Title"), max_length=300)
    partner = forms.CharField(label=_("With whom"), required=False, max_length=200)
    start = day_field(_("Start"))
    end = day_field(_("End"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=lambda: choices(ACTIVITY_STATES, "capacity_state"))
    women = _count(_("Women who took part"))
    men = _count(_("Men who took part"))
    others = _count(_("Others who took part"))
    evidence = forms.CharField(label=_("Evidence"), required=False, max_length=300)
    participants = forms.CharField(
        label=_("Officials by name, only if the grant asks for names"),
        help_text=_("One on each line: name; function. Deleted a year after the grant has ended."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_participants(self) -> list[tuple[str, str]]:
        """Name and function of each line; both are needed."""
        found: list[tuple[str, str]] = []
        for line in lines_of(self.cleaned_data["participants"]):
            name, sign, function = (part.strip() for part in line.partition(";"))
            if not sign or not name or not function or max(len(name), len(function)) > 150:
                raise forms.ValidationError(_("Each line is a name, a semicolon and a function."))
            found.append((name, function))
        return found
