"""What the frame of every page needs: navigation for whoever asks, languages, direction."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.queries.programme.demonstration import holds_demonstration
from passerelle.web.shared.access import OPEN, ROUTES

# Areas of the work, each with its routes and their words. A route shows when it opens to the person.
AREAS: tuple[tuple[Promise, tuple[tuple[str, Promise], ...]], ...] = (
    (
        _("Programme"),
        (
            ("portfolio", _("Portfolio")),
            ("partnerships", _("Partnerships")),
            ("promises", _("Promises")),
            ("institutions", _("Institutions")),
        ),
    ),
    (
        _("Cases"),
        (
            ("caseload", _("Caseload")),
            ("candidates", _("Candidates")),
            ("case-changes", _("What changed")),
            ("letters", _("Messages")),
        ),
    ),
    (
        _("Demand"),
        (
            ("vacancies", _("Vacancies")),
            ("employers", _("Employers")),
            ("quotas", _("Quotas")),
            ("seats-opened", _("Seats and posts")),
        ),
    ),
    (
        _("Selection"),
        (
            ("calls-kept", _("Calls")),
            ("rounds", _("Interview rounds")),
            ("contests-kept", _("Contests")),
            ("service-calls", _("Our people")),
        ),
    ),
    (
        _("Training"),
        (
            ("groups", _("Groups")),
            ("courses", _("Courses")),
            ("vouchers", _("Vouchers")),
            ("training-figures", _("Figures of training")),
            ("recognitions", _("Recognition")),
        ),
    ),
    (_("Matching"), (("runs", _("Matching")),)),
    (
        _("Contract and permit"),
        (
            ("contracts", _("Contracts")),
            ("fees", _("Fee ledger")),
            ("permits", _("Permit files")),
            ("departures", _("Departures")),
            ("cards", _("Cards")),
            ("expiring", _("Documents that run out")),
            ("posts", _("Consular posts")),
            ("pathways", _("Legal routes")),
        ),
    ),
    (
        _("After departure"),
        (
            ("stays", _("Placements")),
            ("pay", _("Pay")),
            ("ends", _("Ends of stays")),
            ("experience", _("Certificates of experience")),
            ("mentees", _("People I mentor")),
        ),
    ),
    (
        _("Protection"),
        (
            ("welfare-day", _("What is due")),
            ("work-flags", _("Unlike the contract")),
            ("grievances", _("Told in confidence")),
            ("season-alerts", _("Not called back")),
            ("visits", _("Visits")),
            ("audits", _("Audits")),
            ("incidents", _("Incidents")),
            ("ties", _("Ties")),
        ),
    ),
    (
        _("After the stay"),
        (
            ("home-plans", _("Plans for home")),
            ("business-plans", _("Business plans")),
            ("committees-kept", _("Committees")),
            ("awards", _("Payments")),
            ("businesses", _("Businesses")),
            ("firm-partnerships", _("Partnerships between firms")),
            ("diaspora", _("Diaspora")),
            ("alumni", _("Alumni")),
            ("waves", _("Follow-up")),
            ("wave-counts", _("Figures of follow-up")),
        ),
    ),
    (_("Committee"), (("committee", _("My committee")),)),
    (_("Employer"), (("referrals", _("Referred to us")),)),
    (
        _("My page"),
        (
            ("own-page", _("My page")),
            ("own-applications", _("My applications")),
            ("own-papers", _("Papers")),
            ("own-results", _("My results")),
            ("own-kept", _("What is kept")),
        ),
    ),
    # Beside the first page, never below another: whoever needs it must not search.
    (_("In confidence"), (("own-voice", _("In confidence")),)),
    (
        _("My stay"),
        (
            ("own-stay", _("My stay")),
            ("own-work", _("My work")),
            ("own-cards", _("My cards")),
            ("own-helpers", _("My helpers")),
            ("own-incidents", _("Incidents")),
        ),
    ),
    (
        _("After my stay"),
        (
            ("own-end", _("After my stay")),
            ("own-plan", _("My plan")),
            ("own-alumni", _("Later schemes")),
        ),
    ),
    (_("Oversight"), (("retention", _("What is kept, until when")),)),
    (_("Lists"), (("imports", _("Import")), ("data-quality", _("Data quality")))),
)
# So many links are still taken in at a glance; more are shown by area.
AT_A_GLANCE = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the navigation; ``current`` is "page", "true" (inside that area) or empty."""

    url: str
    word: Promise
    current: str


@dataclass(frozen=True, slots=True)
class Navigation:
    """The first row of links, and the links of the area that the page belongs to."""

    areas: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()


def layout(request: HttpRequest) -> dict[str, object]:
    """Context of every page; the navigation is worked out only where it is shown."""
    return {
        "direction": "rtl" if get_language_bidi() else "ltr",
        "languages": settings.LANGUAGES,
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "actor": getattr(request, "actor", None),
        "holds_demonstration": SimpleLazyObject(holds_demonstration),
        "account_links": SimpleLazyObject(lambda: account_links()),
    }


def navigation(request: HttpRequest) -> Navigation:
    """The areas that this person may open, and the entries of the one they are in."""
    actor: Actor | None = getattr(request, "actor", None)
    open_ = [(word, [one for one in routes if _leads(actor, one[0])]) for word, routes in AREAS]
    here = _here(request.path, [route for _word, routes in open_ for route, _name in routes])
    if sum(len(routes) for _word, routes in open_) <= AT_A_GLANCE:
        return Navigation(tuple(_entry(one, here, request.path) for _word, routes in open_ for one in routes))
    areas: list[Entry] = []
    entries: tuple[Entry, ...] = ()
    for word, routes in open_:
        if not routes:
            continue
        inside = here in [route for route, _name in routes]
        # An area of one page is that page; a larger one leads to its first.
        areas.append(Entry(reverse(routes[0][0]), word, "true" if inside else ""))
        if inside and len(routes) > 1:
            entries = tuple(_entry(one, here, request.path) for one in routes)
    return Navigation(tuple(areas), entries)


def begins_at(actor: Actor) -> str:
    """The address of the first page that is about this person's work; empty where there is none."""
    routes = (route for _word, routes in AREAS for route, _name in routes)
    return next((reverse(one) for one in routes if one != "portfolio" and may_open(actor, one)), "")


def _leads(actor: Actor | None, route: str) -> bool:
    """Anybody may open the portfolio; whoever reads no scheme has nothing to find there."""
    if route == "portfolio" and actor is not None and actor.id is not None:
        return actor.may(Permission.SCHEME_READ)
    return may_open(actor, route)


def _entry(route: tuple[str, Promise], here: str, path: str) -> Entry:
    url = reverse(route[0])
    current = "page" if path == url else "true"
    return Entry(url, route[1], current if route[0] == here else "")


def _here(path: str, routes: list[str]) -> str:
    """The route whose address is the longest beginning of this page's; empty on a page of none."""
    found = [(len(reverse(one)), one) for one in routes if path.startswith(reverse(one))]
    length, route = max(found, default=(0, ""))
    return route if length > 1 or path == "/" else ""


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
