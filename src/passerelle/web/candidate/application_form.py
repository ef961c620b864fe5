"""The form of an application, made of what its call asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.selection.asked import FIELDS, Asked
from passerelle.web.shared.labels import say, say_problem


class ApplicationForm(forms.Form):
    """One field for each thing asked; nothing is compulsory while it is written."""

    def __init__(self, asked: Iterable[Mapping[str, object]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in asked:
            code = str(one["code"])
            self.fields[code] = field_for(FIELDS[code], needed=bool(one.get("needed")))

    def mark(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))


def field_for(asked: Asked, *, needed: bool) -> forms.Field:
    """The field of something asked, with its word and how to give it."""
    word = say(asked.word)
    label = word if needed else _("%(field)s (if you like)") % {"field": word}
    if asked.choices:
        choices = [("", "–"), *((one, _("none") if one == "none" else one) for one in asked.choices)]
        return forms.ChoiceField(label=label, help_text=say(asked.how), required=False, choices=choices)
    widget: forms.Widget = forms.TextInput()
    if asked.kind == "long":
        widget = forms.Textarea(attrs={"rows": 5})
    elif asked.kind == "date":
        widget = forms.TextInput(attrs={"type": "date"})
    elif asked.kind in ("number", "occupation"):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.CharField(
        label=label, help_text=say(asked.how), required=False, max_length=4_000, widget=widget
    )
