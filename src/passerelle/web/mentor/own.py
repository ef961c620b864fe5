"""The person's own page on helpers: yes or no to each, what may be seen, meetings, knowledge passed on."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.mentoring.circle import answer_helper, end_helper
from passerelle.actions.mentoring.learning import Session, add_transfer
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.stays.circle import own_circles
from passerelle.web.mentor.forms import AnswerForm, TransferForm
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
def own_helpers(request: ActorRequest) -> HttpResponse:
    """Everybody who is named to help, and the sessions in which she passed something on."""
    form = TransferForm(request.POST or None)
    number = request.POST.get("stay", "")
    if request.method == "POST" and done(request, form, lambda: _pass_on(request, number, form), _("Kept.")):
        return HttpResponseRedirect(reverse("own-helpers"))
    return _page(request, form=form, stay=number)


@require_POST
def own_answer(request: ActorRequest, number: str) -> HttpResponse:
    """Yes, no, or no longer."""
    try:
        _answer(request, number)
        messages.success(request, _("It is noted."))
    except Refused as refused:
        return _page(request, refused.problems, ticked={number: request.POST.getlist("shares")})
    return HttpResponseRedirect(reverse("own-helpers"))


def _page(
    request: ActorRequest,
    problems: Sequence[Problem] = (),
    *,
    form: TransferForm | None = None,
    stay: str = "",
    ticked: Mapping[str, list[str]] | None = None,
) -> HttpResponse:
    """The page; what was sent and refused stands where it was typed or ticked, and nowhere else."""
    kept = ticked or {}
    shown = []
    for circle in own_circles(request.actor):
        mine = form if form is not None and circle.stay.number == stay else TransferForm()
        helpers = [
            (one, kept.get(one.number, one.shares), AnswerForm(initial={"shares": one.shares}))
            for one in circle.helpers
        ]
        shown.append((circle, helpers, mine))
    wrong = bool(problems) or (form is not None and bool(form.errors))
    context = {
        "shown": shown,
        "problems": problems,
        "trail": [(reverse("own-page"), _("My page"))],
    }
    return render(request, "mentor/own.html", context, status=422 if wrong else 200)


def _answer(request: ActorRequest, number: str) -> None:
    version, answer = version_of(request), request.POST.get("answer", "")
    if answer == "end":
        end_helper(request.actor, number, on=today(), code="person_asked", version=version)
    else:
        answer_helper(request.actor, number, answer, request.POST.getlist("shares"), version=version)


def _pass_on(request: ActorRequest, number: str, form: TransferForm) -> None:
    add_transfer(request.actor, number, Session(**form.cleaned_data), today=today(), key=key_of(request))
