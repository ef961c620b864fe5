"""A page with several forms: each posts to the page itself; what is refused stays typed beside its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from passerelle.domain.kernel.problems import Refused
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.labels import say_problem


@dataclass(frozen=True, slots=True)
class Deed:
    """A form, what it does with its values and the key of the request, and the words when it is done."""

    form: Callable[..., forms.Form]
    do: Callable[[Mapping[str, Any], str | None], object]
    done: str


Show = Callable[[Mapping[str, forms.Form], int], HttpResponse]


def with_deeds(request: ActorRequest, deeds: Mapping[str, Deed], show: Show) -> HttpResponse:
    """Show the page with its forms; or do the one deed that was sent and come back here."""
    bound = {name: deed.form() for name, deed in deeds.items()}
    if request.method != "POST":
        return show(bound, 200)
    name = request.POST.get("deed", "")
    if name not in deeds:
        raise Http404
    form = deeds[name].form(request.POST)
    bound[name] = form
    if form.is_valid() and _done(request, deeds[name], form):
        return HttpResponseRedirect(request.get_full_path())
    return show(bound, 422)


def _done(request: ActorRequest, deed: Deed, form: forms.Form) -> bool:
    try:
        deed.do(form.cleaned_data, key_of(request))
    except Refused as refusal:
        for problem in refusal.problems:
            form.add_error(problem.column if problem.column in form.fields else None, say_problem(problem))
        return False
    messages.success(request, deed.done)
    return True
