"""Finding an occupation or a skill by its words, for those who fill in a list or a form."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from passerelle.domain.classifications.concepts import Kind
from passerelle.queries.classifications.classification_releases import label_counts
from passerelle.queries.classifications.classification_search import search
from passerelle.web.shared.access import ActorRequest

MOST = 10


class ConceptForm(forms.Form):
    """A text, what it names, and the language it is written in."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("What"), required=False, choices=[("occupation", _("occupation")), ("skill", _("skill"))]
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: object, languages: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["language"].choices = [(code, code) for code in languages]  # type: ignore[attr-defined]


@require_safe
def concepts(request: ActorRequest) -> HttpResponse:
    """The ten best; accents and one typing error are forgiven."""
    language = get_language() or "en"
    known = sorted({str(row["language"]) for row in label_counts()} | {"en", "fr", "es", "ar"})
    form = ConceptForm(request.GET or None, languages=known, initial={"language": language})
    text, found = "", []
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["q"]
        kind = Kind(form.cleaned_data["kind"] or Kind.OCCUPATION)
        found = search(text, kind=kind, language=form.cleaned_data["language"] or language, limit=MOST)
    return render(request, "casework/concepts.html", {"form": form, "found": found, "text": text})
