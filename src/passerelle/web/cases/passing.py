"""The person of a case goes on in another scheme: the same number, a new candidacy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.cases.pass_on import pass_on
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.cases.onward import onward
from passerelle.web.cases.forms import PassOnForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: ActorRequest, number: str) -> HttpResponse:
    """To which scheme and why; the former case stays as it is."""
    found = onward(request.actor, number)
    candidate = found.journey.candidate
    form = PassOnForm(request.POST or None, schemes=found.schemes)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            began = pass_on(request.actor, candidate.number, key=key_of(request), **form.cleaned_data)
        except Refused as refusal:
            problems = refusal.problems
        else:
            words = _("The person goes on in the other scheme, with the same number:")
            url = reverse("candidate", args=[began])
            messages.success(request, format_html('{} <a href="{}">{}</a>', words, url, began))
            return redirect("case", number)
    numbers = [number, candidate.number, candidate.person.number]
    record_read(request.actor, "case", numbers, scheme_code=candidate.scheme.code, purpose=Purpose.JOURNEY)
    context = {
        "journey": found.journey,
        "person": candidate.person,
        "schemes": found.schemes,
        "form": form,
        "problems": problems,
    }
    failed = bool(problems) or bool(form.errors)
    return render(request, "cases/go_on.html", context, status=422 if failed else 200)
