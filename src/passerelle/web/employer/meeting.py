"""Interviews that an employer holds: times offered, results recorded, no name before consent."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from passerelle.actions.interviews.results import GOES_ON, RESERVE, record_results
from passerelle.actions.interviews.slots import offer_slots
from passerelle.actions.people.record_read import record_read
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.selection.reasons import AFTER_INTERVIEW
from passerelle.queries.selection.interview_times import vacancy_interviews
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wording import word_for


class TimesForm(forms.Form):
    """The first time, how many follow, and where."""

    first = forms.DateTimeField(
        label=gettext_lazy("First time"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    count = forms.IntegerField(label=gettext_lazy("How many times"), min_value=1, max_value=60, initial=5)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes for each"), min_value=5, max_value=240, initial=30)
    place = forms.CharField(label=gettext_lazy("Where, or how"), max_length=200)


@require_safe
def interviews(request: ActorRequest, number: str) -> HttpResponse:
    """Whom we meet for one vacancy, when, and what came of it."""
    return _page(request, number, TimesForm())


@require_POST
def offer_times(request: ActorRequest, number: str) -> HttpResponse:
    """Offer times; everybody whom we want to meet is sent a link to choose one."""
    form = TimesForm(request.POST)
    if form.is_valid():
        try:
            offer_slots(request.actor, number, key=key_of(request), **form.cleaned_data)
        except Refused as refused:
            for problem in refused.problems:
                form.add_error(problem.column if problem.column in form.fields else None, say_problem(problem))
        else:
            messages.success(
                request, _("The times are offered; everybody chooses one by a link or on their page.")
            )
            return redirect("vacancy-interviews", number)
    return _page(request, number, form)


@require_POST
def results(request: ActorRequest, number: str) -> HttpResponse:
    """What came of the interviews; each person is told."""
    given = {name[7:]: str(code) for name, code in request.POST.items() if name.startswith("result-") and code}
    try:
        count = record_results(request.actor, number, given, key=key_of(request))
    except Refused as refused:
        return _page(request, number, TimesForm(), refused.problems)
    word = ngettext("%(count)s result is kept and told.", "%(count)s results are kept and told.", count)
    messages.success(request, word % {"count": count})
    return redirect("vacancy-interviews", number)


def _page(
    request: ActorRequest, number: str, form: TimesForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    found = vacancy_interviews(request.actor, number)
    people = [one.candidate for one in found.lines]
    record_read(request.actor, "interviews", people, scheme_code=found.vacancy.scheme.code)
    choices = [
        (GOES_ON, _("Goes on")),
        (RESERVE, _("Reserve, in this order")),
        *((code, word_for(code, "no_reason")) for code in AFTER_INTERVIEW),
    ]
    context = {"found": found, "form": form, "problems": problems, "choices": choices, "typed": request.POST}
    status = 422 if problems or form.errors else 200
    return render(request, "employer/interviews.html", context, status=status)
