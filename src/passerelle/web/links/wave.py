"""A wave of follow-up from a link: a few questions, each of which may stay open; answered once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passerelle.actions.followups.answer import answer_by_link
from passerelle.domain.followups.waves import MAY_ANSWER
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.home.waves import wave_by_link
from passerelle.records.signing.models import SignedLink
from passerelle.web.links.opening import speak
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wave_form import WaveForm

OVER = Problem("link_used", Text("This was answered already."))


def wave_page(request: HttpRequest, token: str, link: SignedLink | None) -> HttpResponse:
    """The questions; ``link`` is none when the form that used it came once more."""
    speak(request, link.language if link else "")
    form = WaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_by_link(token, form.said(), key=key_of(request))
            return render(request, "links/wave_done.html")
        except Refused as refused:
            if link is None or refused.problems[0].code.startswith(("link_", "wave_")):
                raise
            for one in refused.problems:
                form.add_error(one.column if one.column in form.fields else None, say_problem(one))
    wave = wave_by_link(link) if link else None
    if wave is None or wave.state not in MAY_ANSWER:
        raise Refused([OVER])
    context = {"form": form, "wave": wave, "scheme": wave.journey.candidate.scheme}
    return render(request, "links/wave.html", context, status=422 if form.errors else 200)
