"""Text with zero signs comes from no keyboard, and PostgreSQL refuses it: answered before any page runs."""

from collections.abc import Callable, Iterable

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ZERO = "\x00"


class NoZeroSigns:
    """Refuses an address or a form that holds a zero sign (400)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if any(ZERO in text for text in _texts(request)):
            raise BadRequest("zero sign")
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterable[str]:
    yield request.path
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            yield name
            yield from (str(value) for value in values)
