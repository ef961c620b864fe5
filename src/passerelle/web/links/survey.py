"""The survey of reintegration from a link: thirty questions, each of which may stay open; answered once."""

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passerelle.actions.followups.survey_link import answer_survey
from passerelle.domain.followups.instrument import CURRENT, DIMENSIONS
from passerelle.domain.kernel.problems import Refused
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.survey_form import QuestionsForm
from passerelle.web.shared.wording import word_for


def survey_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The questions by dimension; ``link`` is none when the form that used it came once more."""
    speak(request, link.language if link else "")
    form = QuestionsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_survey(token, form.answers(), key=key_of(request))
            return render(request, "links/wave_done.html")
        except Refused as refused:
            if link is None or refused.problems[0].code.startswith("link_"):
                raise
            for one in refused.problems:
                form.add_error(one.column if one.column in form.fields else None, say_problem(one))
    scheme = link.scheme if link else None
    context = {"form": form, "parts": [_part(form, name) for name in DIMENSIONS], "scheme": scheme}
    return render(request, "links/survey.html", context, status=422 if form.errors else 200)


def _part(form: QuestionsForm, name: str) -> tuple[str, list[BoundField]]:
    """The questions of one dimension under its name."""
    fields = [form[one.code] for one in CURRENT.questions if one.dimension == name]
    return word_for(name, "survey_dimension"), fields
