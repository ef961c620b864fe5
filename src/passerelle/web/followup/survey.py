"""The survey of reintegration for staff: a form for what the person says, and what each sheet comes to."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from passerelle.actions.followups.answer import HOW
from passerelle.actions.followups.survey import record_survey
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.instrument import ANSWERS, CURRENT, NOT_SAID
from passerelle.queries.surveys import Sheet, survey_page
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import number as in_figures
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

PLACES = 2


class SurveyForm(forms.Form):
    """Day, way, and every question of the instrument; any of them may stay open."""

    given_on = forms.DateField(
        label=gettext_lazy("Day of the answers"), widget=forms.DateInput(attrs={"type": "date"})
    )
    how = forms.ChoiceField(label=gettext_lazy("How did you speak?"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        how: forms.ChoiceField = self.fields["how"]  # type: ignore[assignment]
        how.choices = [(one, word_for(one, "wave_channel")) for one in HOW]
        for question in CURRENT.questions:
            codes = (*question.values, NOT_SAID)
            self.fields[question.code] = forms.ChoiceField(
                label=say(question.wording),
                choices=[("", _("not asked")), *((code, say(ANSWERS[code])) for code in codes)],
                required=False,
            )

    def answers(self) -> dict[str, str]:
        """What was said, by question."""
        return {one.code: self.cleaned_data.get(one.code, "") for one in CURRENT.questions}


@require_http_methods(["GET", "HEAD", "POST"])
def show_survey(request: ActorRequest, number: str) -> HttpResponse:
    """The sheets of the case of a wave, and a form for those who may write."""
    found = survey_page(request.actor, number)
    wave = found.page.reached.wave
    candidate = wave.journey.candidate
    form = None
    if request.actor.may(Permission.FOLLOW_UP_WRITE, scheme=candidate.scheme_id):
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


def _kept(request: ActorRequest, number: str, form: SurveyForm) -> bool:
    def write() -> None:
        given_on, how = form.cleaned_data["given_on"], form.cleaned_data["how"]
        record_survey(request.actor, number, form.answers(), given_on=given_on, how=how, key=key_of(request))

    return done(request, form, write, _("Kept."))


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
        "composite": in_figures(result.composite, PLACES),
        "share": in_figures(result.weight_answered, PLACES),
        "band": result.band,
    }
