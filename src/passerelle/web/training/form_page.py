"""One way to ask for something: a form, an action, a refusal beside its field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import say_problem


class DoorForm(forms.Form):
    """A form that puts each problem of an action beside its field."""

    def mark(self, problems: tuple[Problem, ...]) -> None:
        """What belongs to no field stands above the form."""
        for problem in problems:
            self.add_error(problem.column if problem.column in self.fields else None, say_problem(problem))


def day_box() -> forms.DateInput:
    """The browser's own field for a day, which reads one form of writing in every language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a form page says, and where it leads."""

    title: str
    button: str
    done: str
    back: str
    lead: str = ""
    version: int | None = None
    warning: str = ""
    people: Page[Any] | None = None  # whom a form about many asks for, a page at a time


def ask(
    request: ActorRequest, form: DoorForm, asking: Asking, deed: Callable[[dict[str, Any]], str | None]
) -> HttpResponse:
    """Show the form, or do the deed and go on; the deed may answer with the address to go to."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = deed(form.cleaned_data)
        except Refused as refusal:
            form.mark(refusal.problems)
        else:
            messages.success(request, asking.done)
            return HttpResponseRedirect(onward or asking.back)
    context = {"form": form, "asking": asking}
    return render(request, "training/form.html", context, status=422 if form.errors else 200)


def back_to(request: ActorRequest, default: str) -> str:
    """Where the person came from, when that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return default
