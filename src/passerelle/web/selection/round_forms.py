"""The forms of interview rounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.actions.interviews.plan_round import RoundFacts
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.selection.scoring import Criterion
from passerelle.web.selection.forms import day_field
from passerelle.web.shared.labels import say_problem


class RoundForm(forms.Form):
    """What is scored, by whom, for how many places."""

    title = forms.CharField(label=_("Title"), max_length=200)
    criteria = forms.CharField(
        label=_("Criteria"),
        help_text=_("One line for each: name; weight; highest score."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )
    panel = forms.CharField(
        label=_("Panel"),
        help_text=_("E-mail addresses, one on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
    )
    blind = forms.BooleanField(label=_("The panel reads numbers, not names"), required=False)
    pass_mark = forms.IntegerField(
        label=_("Pass mark of a hundred (empty: none)"), min_value=0, max_value=100, required=False
    )
    places = forms.IntegerField(
        label=_("Places (empty: as the call, vacancy or group)"), min_value=1, required=False
    )
    reserve_until = day_field(_("Reserve list until (empty: no reserve)"), required=False)

    def clean_criteria(self) -> list[Criterion]:
        """Lines as criteria; a line that is not one is named."""
        found = []
        for ordinal, line in enumerate(filter(str.strip, self.cleaned_data["criteria"].splitlines()), start=1):
            parts = [part.strip() for part in line.replace("؛", ";").split(";")]
            if (
                len(parts) != 3
                or not parts[0]
                or not all(part.isdecimal() and len(part) < 5 for part in parts[1:])
            ):
                message = _("Line %(line)s is not “name; weight; highest score”.") % {"line": ordinal}
                raise forms.ValidationError(message)
            found.append(Criterion(f"c{ordinal}", parts[0][:80], int(parts[1]), int(parts[2])))
        return found

    def facts(self) -> RoundFacts:
        """The round as written."""
        given = self.cleaned_data
        return RoundFacts(
            title=given["title"],
            criteria=given["criteria"],
            panel=given["panel"].split(),
            blind=given["blind"],
            pass_mark=given["pass_mark"],
            places=given["places"],
            reserve_until=given["reserve_until"],
        )

    def mark(self, problems: tuple[Problem, ...]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))


class SlotForm(forms.Form):
    """The first slot, how long each is, and where."""

    first = forms.DateTimeField(
        label=_("First slot"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    minutes = forms.IntegerField(label=_("Minutes for each"), min_value=5, max_value=240, initial=30)
    place = forms.CharField(label=_("Where, or how"), max_length=200)
    numbers = forms.CharField(
        label=_("Candidacies"),
        required=False,
        help_text=_("Their numbers, one on each line; needed for a training group, else empty for everybody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
    )

    def clean_numbers(self) -> list[str]:
        """The numbers, each once."""
        return list(dict.fromkeys(self.cleaned_data["numbers"].upper().split()))


class SheetForm(forms.Form):
    """One panelist's scores of one person."""

    def __init__(self, criteria: list[dict[str, Any]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in criteria:
            self.fields[one["code"]] = forms.IntegerField(
                label=f"{one['label']} (0–{one['most']})", min_value=0, max_value=one["most"]
            )
        self.fields["remark"] = forms.CharField(
            label=_("Note"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
        )
