"""The person's own page on helpers: yes or no to each, what may be seen, meetings, knowledge passed on."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.mentoring.circle import answer_helper, end_helper
from passerelle.actions.mentoring.learning import Session, add_transfer
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.circle import own_circles
from passerelle.web.mentor.forms import AnswerForm, TransferForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem


@require_http_methods(["GET", "HEAD", "POST"])
def own_helpers(request: ActorRequest) -> HttpResponse:
    """Everybody who is named to help, and the sessions in which she passed something on."""
    circles = own_circles(request.actor)
    form = TransferForm(request.POST or None)
    number = request.POST.get("stay", "")
    if request.method == "POST" and done(request, form, lambda: _pass_on(request, number, form), _("Kept.")):
        return HttpResponseRedirect(reverse("own-helpers"))
    shown = [
        (one, [(helper, AnswerForm(initial={"shares": helper.shares})) for helper in one.helpers])
        for one in circles
    ]
    context = {"shown": shown, "form": form, "trail": [(reverse("own-page"), _("My page"))]}
    return render(request, "mentor/own.html", context, status=422 if form.errors else 200)


@require_POST
def own_answer(request: ActorRequest, number: str) -> HttpResponse:
    """Yes, no, or no longer."""
    try:
        _answer(request, number)
        messages.success(request, _("It is noted."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("own-helpers"))


def _answer(request: ActorRequest, number: str) -> None:
    version, answer = version_of(request), request.POST.get("answer", "")
    if answer == "end":
        end_helper(request.actor, number, on=today(), code="person_asked", version=version)
    else:
        answer_helper(request.actor, number, answer, request.POST.getlist("shares"), version=version)


def _pass_on(request: ActorRequest, number: str, form: TransferForm) -> None:
    add_transfer(request.actor, number, Session(**form.cleaned_data), today=today(), key=key_of(request))
