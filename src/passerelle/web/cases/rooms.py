"""Links from a case to the rooms that keep something about it, where the reader may open them."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.stays.kinds import AT_HOME, JOBS_AT_HOME
from passerelle.queries.cases.case_page import CasePage
from passerelle.queries.cases.case_rooms import case_rooms
from passerelle.web.shared.layout import may_open

ROOMS: dict[str, Promise] = {
    "contract": _("Contract"),
    "permit": _("Permit file"),
    "recognition": _("Recognition file"),
    "stay": _("Stay"),
    "home-plan": _("Plan for home"),
    "business-plan": _("Business plan"),
    "group": _("Course group"),
}


def room_links(actor: Actor, page: CasePage) -> list[tuple[str, str, str]]:
    """Word, number and address of each."""
    candidate = page.journey.candidate
    found = [
        (str(ROOMS[route]), number, reverse(route, args=[number]))
        for route, numbers in case_rooms(actor, candidate).items()
        if may_open(actor, route)
        for number in numbers
    ]
    # Whoever brought the person may read the law, but not the employer's vacancy.
    needed = (Permission.PATHWAY_READ, Permission.VACANCY_READ)
    if all(actor.may(one, scheme=candidate.scheme_id) for one in needed):
        for one in page.referrals:
            address = reverse("person-routes", args=[candidate.number, one.vacancy.number])
            found.append((str(_("Legal routes")), one.vacancy.number, address))
    if page.may_move and (page.journey.stage == AT_HOME or set(JOBS_AT_HOME) & set(page.events)):
        address = reverse("home-job", args=[page.journey.number])
        found.append((str(_("Job at home, with its employer")), page.journey.number, address))
    if actor.may(Permission.PROMISE_WRITE, scheme=candidate.scheme_id):
        address = reverse("commitment", args=[candidate.number])
        found.append((str(_("Signed commitment")), candidate.number, address))
    return found
