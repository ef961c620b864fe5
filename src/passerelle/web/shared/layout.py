"""What the frame of every page needs: navigation for whoever asks, languages, direction."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from passerelle.domain.access.actor import Actor
from passerelle.web.shared.access import OPEN, ROUTES

# Route name and word; an entry shows when its route exists and opens to the person.
NAVIGATION: tuple[tuple[str, Promise], ...] = (
    ("portfolio", _("Portfolio")),
    ("caseload", _("Caseload")),
    ("partnerships", _("Partnerships")),
    ("promises", _("Promises")),
    ("institutions", _("Institutions")),
    ("vacancies", _("Vacancies")),
    ("candidates", _("Candidates")),
    ("runs", _("Matching")),
    ("calls-kept", _("Selection")),
    ("groups", _("Training")),
    ("pathways", _("Legal routes")),
    ("recognitions", _("Recognition")),
    ("service-calls", _("Our people")),
    ("referrals", _("Referred to us")),
    ("employers", _("Employers")),
    ("quotas", _("Quotas")),
    ("own-page", _("My page")),
    ("own-results", _("My results")),
    ("own-applications", _("My applications")),
    ("contracts", _("Contracts")),
    ("permits", _("Permit files")),
    ("imports", _("Import")),
    ("data-quality", _("Data quality")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the navigation; ``current`` is "page", "true" (inside that area) or empty."""

    url: str
    word: Promise
    current: str


def layout(request: HttpRequest) -> dict[str, object]:
    """Context of every page; the navigation is worked out only where it is shown."""
    return {
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "actor": getattr(request, "actor", None),
        "account_links": SimpleLazyObject(lambda: account_links()),
    }


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries that exist and that this person may open."""
    actor: Actor | None = getattr(request, "actor", None)
    found = []
    for route, word in NAVIGATION:
        url = address(route)
        if url and may_open(actor, route):
            found.append(Entry(url, word, _current(request.path, url)))
    return found


def account_links() -> dict[str, str]:
    """Where to sign in and out, when these pages are there."""
    return {"sign_in": address("sign-in"), "sign_out": address("sign-out")}


def may_open(actor: Actor | None, route: str) -> bool:
    """The same table that the middleware keeps."""
    rule = ROUTES.get(route, ())
    if rule is OPEN:
        return True
    if actor is None or actor.id is None:
        return False
    return not isinstance(rule, tuple) or any(actor.may(permission) for permission in rule)


def address(route: str) -> str:
    """A route's address, or nothing while it does not exist."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
