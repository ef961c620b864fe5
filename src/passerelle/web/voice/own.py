"""The worker's own page of the confidential channel."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.grievances.own import add_word, decide, take_back
from passerelle.actions.grievances.tell import Told, tell
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.protection.grievances import own_grievances
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.voice.forms import TellForm


@require_http_methods(["GET", "HEAD", "POST"])
def own_voice(request: ActorRequest) -> HttpResponse:
    """Everything told, with its answers, and the form to tell more."""
    form = TellForm(request.POST or None)
    word = _("Thank you. Only those named below can read it.")
    if request.method == "POST" and done(request, form, lambda: _tell(request, form), word):
        return HttpResponseRedirect(reverse("own-voice"))
    return _shown(request, form, status=422 if form.errors else 200)


def _shown(
    request: ActorRequest, form: TellForm, *, status: int, said: tuple[str, str] = ("", "")
) -> HttpResponse:
    """``said``: the number of a grievance and what was typed under it, when it could not be kept."""
    context = {
        "told": own_grievances(request.actor),
        "form": form,
        "said": said,
        "trail": [(reverse("own-page"), _("My page"))],
    }
    return render(request, "voice/own.html", context, status=status)


@require_POST
def own_deed(request: ActorRequest, number: str) -> HttpResponse:
    """Say more, decide on the inspectorate, take it back; what was typed stays when it is refused."""
    version = version_of(request) or 0
    try:
        if "choice" in request.POST:
            decide(request.actor, number, request.POST["choice"], version=version)
        elif "back" in request.POST:
            take_back(request.actor, number, version=version)
        else:
            add_word(request.actor, number, request.POST.get("text", ""), version=version)
        messages.success(request, _("It is noted."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
        return _shown(request, TellForm(), status=422, said=(number, request.POST.get("text", "")))
    return HttpResponseRedirect(reverse("own-voice"))


def _tell(request: ActorRequest, form: TellForm) -> None:
    known = form.cleaned_data
    told = Told(known["subject"], known["text"], known["about"], known["contact"], (get_language() or "en")[:2])
    tell(request.actor, told, key=key_of(request))
