"""The form of a contest: what is wrong, and the facts to correct."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.selection.asked import FIELDS
from passerelle.web.shared.application_form import field_for
from passerelle.web.shared.labels import say_problem

FACTS = ("occupation", "eqf", "years", "available_from", "french", "english", "spanish", "german", "dutch")


class ContestForm(forms.Form):
    """A statement, and only the facts that are wrong in the record."""

    statement = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("A few sentences. No health, family or other private matters."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in FACTS:
            self.fields[code] = field_for(FIELDS[code], needed=True)

    def answers(self) -> dict[str, str]:
        """The corrections that were typed."""
        return {code: self.cleaned_data[code] for code in FACTS if self.cleaned_data.get(code)}

    def mark(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))
