"""A form made of a list's columns: what is typed is read as a list of one row."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from passerelle.domain.intake.columns import Kind, Layout, Value
from passerelle.domain.intake.grid import Grid, GridRow
from passerelle.domain.intake.preview import cell_text
from passerelle.domain.kernel.problems import Problem
from passerelle.web.shared.labels import say, say_problem


class EntryForm(forms.Form):
    """One text field for each column but the partner's own id; empty is unknown, "none" is known to be none."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, layout: Layout, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.layout = layout
        language = get_language() or "en"
        for column in layout.columns:
            if column.name != layout.key:
                self.fields[column.name] = forms.CharField(
                    label=column.headings.get(language, column.headings["en"]),
                    help_text=say(column.guide),
                    required=False,
                    max_length=4_000,
                    widget=forms.Textarea(attrs={"rows": 2}) if column.kind is Kind.SKILLS else forms.TextInput,
                )

    def grid(self, own_id: str) -> Grid:
        """What was typed, as a list of one row under machine names."""
        names = [name for name in self.fields if name != "version"]
        typed = [self.cleaned_data.get(name) or None for name in names]
        headings = GridRow(1, (self.layout.key, *names))
        return Grid("form", None, [headings, GridRow(2, (own_id, *typed))])

    def mark(self, problems: tuple[Problem, ...]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            field = problem.column if problem.column in self.fields else None
            self.add_error(field, say_problem(problem))


def typed(values: Mapping[str, Value]) -> dict[str, str]:
    """A record's values as a person would type them."""
    return {name: cell_text(value) for name, value in values.items()}
