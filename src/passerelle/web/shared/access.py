"""Who asks, and whether this page is theirs: one table for every page."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.queries.people.actors import actor_of
from passerelle.queries.people.blind_panels import is_blind_to
from passerelle.records.masks import without_names

# Route name -> the permission somebody must hold somewhere to open it at all. Which rows they then see is
# the query's affair. None: open to everybody; "signed in": any account.
OPEN = None
SIGNED_IN = "signed in"


class ActorRequest(HttpRequest):
    """A request that knows who asks."""

    actor: Actor


class ActorMiddleware:
    """Puts the actor on the request and keeps the table of routes.

    Rights are read anew for each request, so a withdrawn role ends with the next click. What is not
    permitted looks as if it did not exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = cast(ActorRequest, request).actor = actor_of(request.user, on=today())
        with without_names(actor.unseen, gettext("Name not shown")):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Check the route's row before the view runs; a route without a row opens to nobody."""
        match = request.resolver_match
        rule = ROUTES.get(match.view_name if match else "", ())
        if rule is OPEN:
            return None
        actor = cast(ActorRequest, request).actor
        if actor.id is None:
            return redirect_to_login(request.get_full_path())
        if isinstance(rule, tuple) and not any(actor.may(permission) for permission in rule):
            raise Http404
        return _blind(request, actor, match.kwargs.values() if match else ())

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Out of scope looks like not found."""
        if isinstance(exception, NotPermitted | ObjectDoesNotExist):
            raise Http404 from exception


def _blind(request: HttpRequest, actor: Actor, values: Iterable[object]) -> HttpResponse | None:
    """Whoever scores somebody blindly opens no page of theirs before the round is ranked."""
    if not is_blind_to(actor, [str(one).upper() for one in values]):
        return None
    return render(request, "shared/blind.html", status=403)


def today() -> date:
    """Today where the installation stands; the one clock that pages read."""
    return timezone.localdate()


Rule = tuple[Permission, ...] | str | None
ROUTES: dict[str, Rule] = {}


def routes(table: dict[str, Rule]) -> None:
    """Add an audience's rows; two rows of one name are a mistake."""
    for name, rule in table.items():
        if name in ROUTES and ROUTES[name] != rule:
            raise ValueError(f"Route {name} has two rules")
        ROUTES[name] = rule
