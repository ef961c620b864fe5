"""What a person agrees to leave for later schemes, and what the pool is searched by."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.domain.followups.alumni import FACTS, PURPOSES, Agreement, checked_agreement
from passerelle.queries.home.alumni import Wanted
from passerelle.records.alumni.models import Alumna
from passerelle.records.partnerships.models import Organisation

FACT_WORDS: Mapping[str, Promise] = {
    "occupations": gettext_lazy("my occupations"),
    "skills": gettext_lazy("my skills, with those gained abroad"),
    "languages": gettext_lazy("my languages"),
    "region": gettext_lazy("my region"),
}
PURPOSE_WORDS: Mapping[str, Promise] = {
    "calls": gettext_lazy("to invite me to calls for applications"),
    "seasons": gettext_lazy(
        "to ask me back for another season where I have worked; there they may recognise me"
    ),
}


class AgreementForm(forms.Form):
    """Which facts, for what; everything is ticked at first, since but the purpose, which she says herself."""

    facts = forms.MultipleChoiceField(
        label=gettext_lazy("Later schemes may read"), required=False, widget=forms.CheckboxSelectMultiple
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("They may use it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, mine: Alumna | None, **options: object) -> None:
        options.setdefault("initial", _ticked(mine))
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, words in (("facts", FACT_WORDS), ("purposes", PURPOSE_WORDS)):
            field: forms.MultipleChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = list(words.items())

    def agreement(self) -> Agreement:
        """The agreement with its sentence in the language of the page; refused where nothing is ticked."""
        facts, purposes = self.cleaned_data["facts"], self.cleaned_data["purposes"]
        said = _(
            "I agree that later schemes may find: %(facts)s. They may use it: %(purposes)s. They do not see my "
            "name or address until I apply. I can take this back on any day, and it is then blank at once."
        )
        named = {"facts": _listed(facts, FACT_WORDS), "purposes": _listed(purposes, PURPOSE_WORDS)}
        return checked_agreement(said % named, facts, purposes)


class AlumniFilter(forms.Form):
    """Codes as they begin; a former host of those who may be asked back."""

    occupation = forms.CharField(
        label=gettext_lazy("Occupation (ISCO-08 or ESCO)"), required=False, max_length=120
    )
    skill = forms.CharField(label=gettext_lazy("Skill (ESCO)"), required=False, max_length=120)
    language = forms.CharField(label=gettext_lazy("Language"), required=False, max_length=8)
    region = forms.CharField(label=gettext_lazy("Region"), required=False, max_length=12)
    host = forms.ChoiceField(label=gettext_lazy("Worked there before"), required=False)

    def __init__(self, *args: object, hosts: Iterable[Organisation], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["host"]  # type: ignore[assignment]
        field.choices = [("", "–"), *((one.number, one.name) for one in hosts)]

    def wanted(self) -> Wanted:
        """What was asked for; a filter that cannot be read finds everybody and says what is wrong."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Wanted(**{name: chosen[name] for name in Wanted.__slots__ if name in chosen})


class CallPoolFilter(AlumniFilter):
    """Also those whose occupation no open vacancy of the scheme has."""

    everybody = forms.BooleanField(label=gettext_lazy("Other occupations, too"), required=False)


def _ticked(mine: Alumna | None) -> dict[str, list[str]]:
    if mine is None or mine.withdrawn_at is not None:
        return {"facts": list(FACTS), "purposes": []}  # for what, she says herself
    return {"facts": mine.facts, "purposes": [one for one in PURPOSES if getattr(mine, f"for_{one}")]}


def _listed(codes: Iterable[str], words: Mapping[str, Promise]) -> str:
    return ", ".join(str(words[one]) for one in codes if one in words)
