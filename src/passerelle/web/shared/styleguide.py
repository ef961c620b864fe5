"""Every piece of the vocabulary on one page, for eyes, for axe and for screenshots; invented values only."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from passerelle.web.shared.charts import NamedPart, Span


class Example(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Family name", help_text="As in the passport.")
    people = forms.IntegerField(label="Places", min_value=1)
    kind = forms.ChoiceField(label="Act", choices=[("a", "Admission"), ("s", "Shortlist")])
    remote = forms.BooleanField(label="Remote", required=False)
    track = forms.ChoiceField(choices=[("h", "Home"), ("m", "Mobility")], widget=forms.RadioSelect)
    note = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))


class Filter(forms.Form):
    """A short filter."""

    country = forms.ChoiceField(label="Country", required=False, choices=[("", "all"), ("MA", "Morocco")])
    text = forms.CharField(label="Occupation", required=False)


ROWS = (
    ("M-0412", "EL IDRISSI Salma", "referred", "good", (4200, 2100, 1000, 820)),
    ("M-0077", "DIALLO Awa", "waits for the employer", "waits", (4000, 2100, 900, 960)),
    ("M-1310", "BEN SALAH Amine", "answer overdue", "late", (3600, 1800, 1000, 1010)),
)
WORDS = (_("Skills"), _("Occupation"), _("Country"), _("Experience"))


def show(request: HttpRequest) -> HttpResponse:
    """The style guide."""
    rows = [
        {"code": code, "name": name, "state": state, "tone": tone, "parts": _parts(values)}
        for code, name, state, tone, values in ROWS
    ]
    spans = [
        Span("PALIM 2019 to 2021", date(2019, 3, 1), date(2021, 5, 31)),
        Span("open since 2024", date(2024, 1, 1), tone="open"),
    ]
    context = {
        "rows": rows,
        "words": WORDS,
        "example": Example(),
        "wrong": Example({"name": "", "people": "-1", "kind": "s", "note": "typed before"}),
        "filter": Filter(request.GET or None),
        "page": Paginator(range(12_345), 50).get_page(request.GET.get("page", 3)),
        "spans": spans,
        "start": date(2019, 1, 1),
        "end": date(2026, 12, 31),
        "today": date(2026, 3, 14),
        "pairs": [("Scheme", "PALIM"), ("Places", 120), ("Budget", None)],
        "tabs": [("Proposals", "#proposals"), ("Rules", "#rules"), ("Fairness", "#fairness")],
        "steps": ["File", "Check", "Keep"],
        "trail": [("/", "Portfolio"), ("/styleguide/", "An area")],
    }
    return render(request, "shared/styleguide.html", context)


def _parts(values: tuple[int, ...]) -> list[NamedPart]:
    return [NamedPart(word, value) for word, value in zip(WORDS, values, strict=True)]
