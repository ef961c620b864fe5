"""A page with one form: what is typed stays, a refusal stands beside its field, a repeat is answered alike."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from passerelle.domain.kernel.problems import Refused
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import say_problem


@dataclass(frozen=True, slots=True)
class Asking:
    """What a form page says: title, lead, where it leads back to, the word when it is done."""

    title: str
    back: str
    word: str
    lead: str = ""
    version: int | None = None


def posted(request: ActorRequest) -> Any:
    """What was sent, or nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def ask(
    request: ActorRequest, form: forms.Form, asking: Asking, deed: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Show the form, or do what it asks and go back."""
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data)
        except Refused as refusal:
            for problem in refusal.problems:
                field = problem.column if problem.column in form.fields else None
                form.add_error(field, say_problem(problem))
        else:
            messages.success(request, asking.word)
            return HttpResponseRedirect(asking.back)
    context = {"form": form, "asking": asking}
    return render(request, "partnerships/form.html", context, status=422 if form.errors else 200)
