"""The forms of the cases: the list's filter, an event with its reason, a hand-over, a new scheme or version."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from passerelle.actions.cases.hand_over import Handing
from passerelle.domain.journey.reasons import REASONS
from passerelle.domain.schemes.shape import TRACKS
from passerelle.queries.cases.caseload import CaseFilter
from passerelle.web.shared.labels import say
from passerelle.web.shared.stage_words import STAGE
from passerelle.web.shared.wording import word_for


class CaseFilterForm(forms.Form):
    """Narrows the caseload; its values are the list's address."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    track = forms.ChoiceField(label=_("Track"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    owner = forms.ChoiceField(label=_("Whose"), required=False)
    employer = forms.ChoiceField(label=_("Employer"), required=False)
    due = forms.ChoiceField(label=_("Due"), required=False)
    text = forms.CharField(
        label=_("Name or numbers"),
        required=False,
        max_length=120_000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    closed = forms.BooleanField(label=_("Closed cases"), required=False)

    def __init__(
        self,
        *args: object,
        schemes: list[str],
        team: list[tuple[int, str]],
        employers: list[tuple[str, str]],
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        everybody = [("", _("all")), ("mine", _("mine")), ("nobody", _("nobody's"))]
        due = [("", _("all")), ("overdue", _("overdue")), ("week", _("due within a week"))]
        chosen: dict[str, list[tuple[str, Any]]] = {
            "scheme": [("", _("all")), *((code, code.upper()) for code in schemes)],
            "track": [("", _("all")), *((one, word_for(one, "track")) for one in TRACKS)],
            "stage": [("", _("all")), *STAGE.items()],
            "owner": [*everybody, *((str(number), name) for number, name in team)],
            "employer": [("", _("all")), *employers],
            "due": due,
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> CaseFilter:
        """The filter; what is not valid narrows nothing and is marked in the form."""
        self.is_valid()
        return CaseFilter(**self.cleaned_data)


class RecordForm(forms.Form):
    """An event with its reason."""

    event = forms.ChoiceField(label=_("What happened"))
    reason = forms.ChoiceField(label=_("Reason, when the case ends without a result"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: object, events: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [(one, word_for(one, "event")) for one in events]
        self.fields["event"].choices = choices  # type: ignore[attr-defined]
        reasons = [("", "–"), *((code, say(text)) for code, text in REASONS.items())]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """To whom, why, and for an absence from when until when."""

    to = forms.TypedChoiceField(label=_("To whom"), coerce=int)
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))
    from_on = forms.DateField(
        label=_("First day (today, unless told)"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("Last day of an absence (none: for good)"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, *args: object, team: list[tuple[int, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["to"].choices = [(number, name) for number, name in team]  # type: ignore[attr-defined]

    def handing(self, notes: dict[str, str]) -> Handing:
        """The hand-over as it was typed, with a note for some cases."""
        said = self.cleaned_data
        return Handing(said["to"], said["why"], said["from_on"], said["until"], notes)


class PassOnForm(forms.Form):
    """In which scheme, and why."""

    to = forms.ChoiceField(label=_("In which scheme"))
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: object, schemes: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["to"].choices = schemes  # type: ignore[attr-defined]


class MoveVersionForm(forms.Form):
    """A place for each stage that is gone, and why the cases move."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: object, gone: list[str], places: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.gone = gone
        choices = [("", "–"), *((one, word_for(one, "stage")) for one in places)]
        for stage in gone:
            label = gettext("The stage “%(stage)s” is gone: where do they stand now?") % {
                "stage": word_for(stage, "stage")
            }
            self.fields[f"place-{stage}"] = forms.ChoiceField(label=label, choices=choices)

    def chosen_places(self) -> dict[str, str]:
        """Former stage and new stage."""
        return {stage: self.cleaned_data[f"place-{stage}"] for stage in self.gone}
