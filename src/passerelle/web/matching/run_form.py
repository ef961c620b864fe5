"""The form that asks for a run."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passerelle.domain.schemes.scheme import FULL_WEIGHT, PARTS
from passerelle.web.shared.wording import word_for

OBJECTIVES = ("score", "placements-then-score")


class RunForm(forms.Form):
    """Which scheme; everything else is optional and follows the scheme's file when left empty."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    on = forms.DateField(
        label=_("As on the day (empty: today)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    seed = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]
        words = [
            ("", _("as the scheme's file says")),
            *((one, word_for(one, "objective")) for one in OBJECTIVES),
        ]
        self.fields["objective"].choices = words  # type: ignore[attr-defined]
        for part in PARTS:
            self.fields[f"weight_{part}"] = forms.IntegerField(
                label=word_for(part, "part"), required=False, min_value=0, max_value=FULL_WEIGHT
            )

    @property
    def weights(self) -> list[forms.BoundField]:
        """The four fields of the weights."""
        return [self[f"weight_{part}"] for part in PARTS]

    @property
    def changed_weights(self) -> bool:
        """Whether somebody typed a weight, so that their part of the form stays open."""
        return any(field.value() not in (None, "") for field in self.weights)

    def settings(self, posted: QueryDict) -> dict[str, Any]:
        """The settings of the run; rules and requirements left out come as a list of names."""
        cleaned = self.cleaned_data
        weights = {part: cleaned[f"weight_{part}"] for part in PARTS}
        typed = {part: points for part, points in weights.items() if points is not None}
        return {
            "objective": cleaned["objective"],
            "seed": cleaned["seed"],
            "on": cleaned["on"].isoformat() if cleaned["on"] else "",
            "off_rules": left_out(posted, "rule"),
            "dropped": left_out(posted, "requirement"),
            "weights": typed,
        }


def left_out(posted: QueryDict, name: str) -> list[str]:
    """The rules or requirements that were shown with a switch and are switched off."""
    on = set(posted.getlist(f"{name}_on"))
    return [one for one in posted.getlist(f"{name}_shown")[:500] if one not in on]
