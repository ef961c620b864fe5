"""The worker's own page on work: what was stated of each month, her own word, her choice."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.work.own_word import decide_inspectorate, tell_word
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.work.words import HOUSING, RECEIVED, Word
from passerelle.queries.own.work import OwnStay, own_work
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wording import word_for


class WordForm(forms.Form):
    """What she says of a month; everything but the month may stay open."""

    about = forms.ChoiceField(label=gettext_lazy("Month"))
    received = forms.ChoiceField(label=gettext_lazy("Did you receive your pay?"), widget=forms.RadioSelect)
    net = forms.DecimalField(
        label=gettext_lazy("How much did you receive?"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
    )
    hours = forms.DecimalField(
        label=gettext_lazy("How many hours did you work?"),
        min_value=0,
        max_value=744,
        max_digits=7,
        decimal_places=2,
        required=False,
    )
    rent = forms.DecimalField(
        label=gettext_lazy("How much did you pay for housing?"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
    )
    housing = forms.ChoiceField(label=gettext_lazy("Your housing"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Anything else"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, months: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = {
            "about": months,
            "received": [(code, word_for(code, "work_received")) for code in RECEIVED],
            "housing": [(code, word_for(code, "work_housing")) for code in HOUSING],
        }
        for name, offered in choices.items():
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = offered


@require_http_methods(["GET", "HEAD", "POST"])
def own_work_page(request: ActorRequest) -> HttpResponse:
    """Her stays by month, and the form for her own word."""
    stays = own_work(request.actor, today=today())
    months = _months(stays)
    form = WordForm(request.POST or None, months=months) if months else None
    if request.method == "POST" and form is not None:
        word = _("Thank you. Only the welfare officer reads this; your employer does not.")
        if done(request, form, lambda: _tell(request, form), word):
            return HttpResponseRedirect(reverse("own-work"))
    context = {"stays": stays, "form": form, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "work/own.html", context, status=422 if form is not None and form.errors else 200)


@require_POST
def choose(request: ActorRequest, number: str) -> HttpResponse:
    """Whether the labour inspectorate may be told."""
    try:
        decide_inspectorate(
            request.actor, number, request.POST.get("choice", ""), version=version_of(request) or 0
        )
        messages.success(request, _("Your choice is noted. You can change it while this is open."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("own-work"))


def _months(stays: list[OwnStay]) -> list[tuple[str, str]]:
    return [
        (
            f"{one.stay.number} {month.month.isoformat()}",
            f"{date_format(month.month, 'F Y')} – {one.stay.host.name}",
        )
        for one in stays
        for month in one.months
    ]


def _tell(request: ActorRequest, form: WordForm) -> None:
    known = form.cleaned_data
    number, month = known["about"].split(" ")
    word = Word(known["received"], known["net"], known["hours"], known["rent"], known["housing"])
    tell_word(
        request.actor,
        number,
        date.fromisoformat(month),
        word,
        today=today(),
        text=known["text"],
        key=key_of(request),
    )
