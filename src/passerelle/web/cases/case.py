"""One case on one page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.cases.screen import standing_guards
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.guards import GUARDS
from passerelle.domain.journey.reasons import REASONS
from passerelle.queries.cases.case_page import CasePage, Happening, case_page
from passerelle.queries.cases.dossiers import papers_of_stages
from passerelle.queries.cases.handovers import last_handing
from passerelle.queries.cases.onward import onward_schemes
from passerelle.queries.own.reach import last_message
from passerelle.web.cases.rooms import room_links
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.case_words import HAPPENING
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for


@require_safe
def case(request: ActorRequest, number: str) -> HttpResponse:
    """Header with the next step, papers, timeline, people."""
    kind = request.GET.get("show", "")
    page = case_page(request.actor, number, kind=kind if kind in HAPPENING else "")
    person, scheme = page.journey.candidate.person, page.journey.candidate.scheme
    numbers = [number, page.journey.candidate.number, person.number]
    record_read(request.actor, "case", numbers, scheme_code=scheme.code, purpose=Purpose.JOURNEY)
    due = page.journey.due_on
    context = {
        "page": page,
        "journey": page.journey,
        "person": person,
        "scheme": scheme,
        "who": ", ".join(word_for(one, "role") for one in page.next.who) if page.next else "",
        "theirs": page.may_move and page.next is not None and Role.CANDIDATE in page.next.who,
        "asks": say(page.deed.asks) if page.deed else "",
        "by_deed_only": page.deed is not None and page.deed.only,
        "guards": _guards(request, page),
        "last_message": last_message(person.number),
        "papers": papers_of_stages(request.actor, page.journey, on=today()),
        "rooms": room_links(request.actor, page),
        "late": due is not None and due < today(),
        "timeline": [(one, _said(one)) for one in page.timeline],
        "kinds": [("", _("everything")), *HAPPENING.items()],
        "shown": kind,
        "handed": last_handing(page.journey),
        "goes_on": bool(onward_schemes(request.actor, page.journey)),
    }
    return render(request, "cases/case.html", context)


def _guards(request: ActorRequest, page: CasePage) -> list[tuple[str, bool, str]]:
    """What must hold, or the sentence that says what is missing with the step to it."""
    standing = standing_guards(request.actor, page.journey, page.next)
    return [
        (say(GUARDS[name].asks if holds else GUARDS[name].unmet), holds, say(GUARDS[name].next_step))
        for name, holds in standing.items()
    ]


def _said(one: Happening) -> str:
    words = {"stage": "event", "edit": "deed", "view": "deed"}
    if one.kind in words:
        what = word_for(one.what, words[one.kind])
        reason = say(REASONS[one.reason]) if one.reason in REASONS else ""
        return " – ".join(part for part in (what, reason, one.note) if part)
    channel = word_for(one.after, "channel") if one.after else _("waiting to be sent")
    return f"{word_for(one.what, 'letter')} ({channel})"
