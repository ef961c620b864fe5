"""The survey of reintegration for staff: a form for what the person says, and what each sheet comes to."""

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from passerelle.actions.followups.answer import HOW
from passerelle.actions.followups.survey import record_survey
from passerelle.actions.followups.survey_link import send_surveys
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.instrument import CURRENT
from passerelle.domain.followups.survey import places_for
from passerelle.queries.home.surveys import Sheet, survey_page
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import number as in_figures
from passerelle.web.shared.survey_form import QuestionsForm
from passerelle.web.shared.wording import word_for

PLACES = 2


class SurveyForm(QuestionsForm):
    """Day, way, and every question of the instrument; any of them may stay open."""

    given_on = forms.DateField(
        label=gettext_lazy("Day of the answers"), widget=forms.DateInput(attrs={"type": "date"})
    )
    how = forms.ChoiceField(label=gettext_lazy("How did you speak?"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        how: forms.ChoiceField = self.fields["how"]  # type: ignore[assignment]
        how.choices = [(one, word_for(one, "wave_channel")) for one in HOW]

    def open_word(self) -> str:
        """A question that was not put."""
        return _("not asked")


@require_http_methods(["GET", "HEAD", "POST"])
def show_survey(request: ActorRequest, number: str) -> HttpResponse:
    """The sheets of the case of a wave, and a form for those who may write."""
    found = survey_page(request.actor, number)
    wave = found.page.reached.wave
    candidate = wave.journey.candidate
    form = None
    may_write = request.actor.may(Permission.FOLLOW_UP_WRITE, scheme=candidate.scheme_id)
    if may_write and request.method == "POST" and "send" in request.POST:
        return _sent(request, number)
    if may_write:
        form = SurveyForm(request.POST or None, initial={"given_on": today()})
    if form is not None and request.method == "POST" and _kept(request, number, form):
        return HttpResponseRedirect(reverse("wave-survey", args=[number]))
    read, code = [candidate.person.number], candidate.scheme.code
    record_read(request.actor, "survey", read, scheme_code=code, purpose=Purpose.REINTEGRATION)
    context = {
        "wave": wave,
        "name": found.page.reached.name,
        "sheets": [_shown(one) for one in found.sheets],
        "form": form,
        "instrument": CURRENT,
        "trail": [(reverse("waves"), _("Follow-up")), (reverse("wave", args=[number]), wave.number)],
    }
    wrong = form is not None and form.errors
    return render(request, "followup/survey.html", context, status=422 if wrong else 200)


def _sent(request: ActorRequest, number: str) -> HttpResponse:
    counts = send_surveys(request.actor, [number], key=key_of(request))
    if counts.get("sent"):
        messages.success(request, _("The link is sent. A link sent before opens nothing more."))
    elif counts.get("refused"):
        messages.error(request, _("She does not want to be asked again, so nothing is sent."))
    else:
        messages.error(request, _("No address is known, so nothing is sent."))
    return HttpResponseRedirect(reverse("wave-survey", args=[number]))


def _kept(request: ActorRequest, number: str, form: SurveyForm) -> bool:
    def write() -> None:
        given_on, how = form.cleaned_data["given_on"], form.cleaned_data["how"]
        record_survey(request.actor, number, form.answers(), given_on=given_on, how=how, key=key_of(request))

    return done(request, form, write, _("Kept."))


def _places(composite: Decimal | None) -> int:
    return PLACES if composite is None else places_for(composite, least=PLACES)


def _shown(sheet: Sheet) -> dict[str, object]:
    """A sheet in words: each dimension with its mean and n, and the composite where weights are loaded."""
    result = sheet.result
    if result is None:
        return {"survey": sheet.survey, "known": False}
    rows = [
        (word_for(one.dimension, "survey_dimension"), in_figures(one.unweighted_mean, PLACES), one)
        for one in result.dimensions
    ]
    return {
        "survey": sheet.survey,
        "known": True,
        "rows": rows,
        "source": sheet.weights_source,
        "composite": in_figures(result.composite, _places(result.composite)),
        "share": in_figures(result.weight_answered, PLACES),
        "band": result.band,
    }
