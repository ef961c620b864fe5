"""The forms of those who select: a call, a filter, a screening."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from passerelle.actions.calls.save_call import CallFacts
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.selection.asked import DOCUMENTS, FIELDS
from passerelle.records.calls.models import Application
from passerelle.web.shared.labels import say, say_problem
from passerelle.web.shared.wording import word_for

ALWAYS = ("family_name", "given_name", "birth_date")


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, as browsers send it."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


class CallForm(forms.Form):
    """What a call says; its words in each language in which one may apply."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    track = forms.CharField(label=_("Track"), max_length=30, help_text=_("As in the scheme's file."))
    opens_on = day_field(_("First day"))
    closes_on = day_field(_("Last day (empty: until further notice)"), required=False)
    places = forms.IntegerField(
        label=_("Places (empty: unknown)"), min_value=1, max_value=100_000, required=False
    )
    needed = forms.MultipleChoiceField(
        label=_("Needed"), widget=forms.CheckboxSelectMultiple, initial=ALWAYS, required=False
    )
    welcome = forms.MultipleChoiceField(
        label=_("Asked, but not needed"), widget=forms.CheckboxSelectMultiple, required=False
    )
    papers_needed = forms.MultipleChoiceField(
        label=_("Documents needed"), widget=forms.CheckboxSelectMultiple, required=False
    )
    papers_welcome = forms.MultipleChoiceField(
        label=_("Documents asked, but not needed"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        words = [(code, say(one.word)) for code, one in FIELDS.items()]
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]
        self.fields["needed"].choices = words  # type: ignore[attr-defined]
        self.fields["welcome"].choices = words  # type: ignore[attr-defined]
        papers = [(code, say(word)) for code, word in DOCUMENTS.items()]
        self.fields["papers_needed"].choices = papers  # type: ignore[attr-defined]
        self.fields["papers_welcome"].choices = papers  # type: ignore[attr-defined]
        for code, name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name}, max_length=200, required=False
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text: %(language)s") % {"language": name},
                max_length=8_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def facts(self) -> CallFacts:
        """The call as written: a language counts where it has a title or a text."""
        given = self.cleaned_data
        texts = {
            code: {"title": given[f"title_{code}"], "text": given[f"text_{code}"]}
            for code, _name in settings.LANGUAGES
            if given[f"title_{code}"] or given[f"text_{code}"]
        }
        wanted = dict.fromkeys(given["needed"], True)
        fields = [
            {"code": code, "needed": code in wanted}
            for code in FIELDS
            if code in wanted or code in given["welcome"]
        ]
        papers = [
            {"code": code, "needed": code in given["papers_needed"]}
            for code in DOCUMENTS
            if code in given["papers_needed"] or code in given["papers_welcome"]
        ]
        return CallFacts(
            track=given["track"],
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            places=given["places"],
            languages=list(texts),
            texts=texts,
            fields=fields,
            documents=papers,
        )

    def mark(self, problems: tuple[Problem, ...]) -> None:
        """Put each problem beside its field; what belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))


class ApplicationFilterForm(forms.Form):
    """Narrows the applications to a call."""

    state = forms.ChoiceField(label=_("State"), required=False)
    text = forms.CharField(label=_("Name"), required=False, max_length=100)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        states = [("", "–"), *((one, word_for(one, "application")) for one in Application.State.values)]
        self.fields["state"].choices = states  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """The valid values; what is not valid narrows nothing and is marked in the form."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: given.get(name, "") for name in self.fields}
