"""For welfare officers alone: what is due today, and seasons without recall after a complaint."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.grievances.alerts import close_alert
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.protection.season_alerts import season_alert, season_alerts
from passerelle.queries.protection.welfare_day import due_list
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.visits.forms import CloseAlertForm

PAGES = {
    "grievance": "grievance",
    "incident": "incident",
    "flag": "work-flag",
    "visit": "visit",
    "finding": "finding",
    "alert": "season-alert",
}
PER_PAGE = 100


@require_safe
def day(request: ActorRequest) -> HttpResponse:
    """One list of what is due, the nearest term first; names stand on the pages behind it."""
    page = Paginator(due_list(request.actor, today=today()), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, reverse(PAGES[one.kind], args=[one.number])) for one in page]
    return render(request, "visits/day.html", {"rows": rows, "page": page, "now": timezone.now()})


@require_safe
def alerts(request: ActorRequest) -> HttpResponse:
    """Open alerts, or those that were closed."""
    closed = request.GET.get("state") == "closed"
    rows = season_alerts(request.actor, today=today(), closed=closed)
    if rows:
        _read(request, [one.stay.journey.candidate.person.number for one in rows])
    return render(request, "visits/alerts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: ActorRequest, number: str) -> HttpResponse:
    """One alert, and how it is closed."""
    row = season_alert(request.actor, number, today=today())
    close = (
        "close",
        Deed(
            _("Close it"),
            CloseAlertForm,
            lambda facts: close_alert(request.actor, number, facts["outcome"], facts["text"], today=today()),
            _("It is closed."),
        ),
    )
    offered = answer(request, {} if row.closed else dict([close]))
    if offered.is_done:
        return HttpResponseRedirect(reverse("season-alerts"))
    _read(request, [row.stay.journey.candidate.person.number])
    context = {"row": row, "offered": offered, "trail": [(reverse("season-alerts"), _("Not called back"))]}
    return render(request, "visits/alert.html", context, status=offered.status)


def _read(request: ActorRequest, people: list[str]) -> None:
    record_read(request.actor, "season_alerts", people, scheme_code="", purpose=Purpose.PROTECTION)
