"""One way to answer a form: do it, or show what stands in the way."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from passerelle.domain.kernel.problems import Refused
from passerelle.web.shared.labels import say_problem


def done(request: HttpRequest, form: forms.Form, deed: Callable[[], object], word: str) -> bool:
    """Whether the deed was done; what was refused stands beside its field, or above the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refused:
        for problem in refused.problems:
            field = problem.column if problem.column in form.fields else None
            form.add_error(field, say_problem(problem))
        return False
    messages.success(request, word)
    return True
