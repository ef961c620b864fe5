"""The filter forms above the lists; their values are the list's address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.queries.demand.vacancy_list import VacancyFilter
from passerelle.queries.people.candidate_list import ASSESSED, CandidateFilter
from passerelle.web.shared.suspect_words import SUSPECT
from passerelle.web.shared.wording import word_for


class CandidateFilterForm(forms.Form):
    """Narrows the candidates."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    text = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    occupation = forms.RegexField(label=_("ISCO-08 code"), regex=r"^\d{1,4}$", required=False)
    language = forms.RegexField(label=_("Language code"), regex=r"^[a-z]{2,3}$", required=False)
    lacking = forms.ChoiceField(label=_("Unknown fact"), required=False)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["scheme"].choices = _choices(schemes)  # type: ignore[attr-defined]
        facts = [("", "–"), *((fact, word_for(fact, "column")) for fact in ASSESSED)]
        self.fields["lacking"].choices = facts  # type: ignore[attr-defined]

    def wanted(self, sort: str) -> CandidateFilter:
        """The filter; what is not valid narrows nothing and is marked in the form."""
        return CandidateFilter(**_valid(self), sort=sort)


class VacancyFilterForm(forms.Form):
    """Narrows the vacancies."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    text = forms.CharField(label=_("Title, employer or number"), required=False, max_length=100)
    occupation = forms.RegexField(label=_("ISCO-08 code"), regex=r"^\d{1,4}$", required=False)
    country = forms.RegexField(label=_("Country code"), regex=r"^[A-Z]{2}$", required=False)
    suspects = forms.CharField(label=_("Dubious because"), required=False, max_length=40)
    closed = forms.BooleanField(label=_("Closed ones"), required=False)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["scheme"].choices = _choices(schemes)  # type: ignore[attr-defined]
        words = [("", "–"), ("any", _("any reason")), *SUSPECT.items()]
        self.fields["suspects"].widget = forms.Select(choices=words)

    def wanted(self, sort: str) -> VacancyFilter:
        """The filter; what is not valid narrows nothing and is marked in the form."""
        return VacancyFilter(**_valid(self), sort=sort)


def _choices(schemes: list[str]) -> list[tuple[str, object]]:
    return [("", _("all")), *((code, code.upper()) for code in schemes)]


def _valid(form: forms.Form) -> dict[str, Any]:
    form.is_valid()
    return dict(form.cleaned_data)
