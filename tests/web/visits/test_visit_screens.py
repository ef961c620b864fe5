"""The pages of visits, incidents, ties and mentors in a browser: nothing serious for axe, nothing too wide."""

from typing import Any

import pytest
from django.urls import reverse
from people import make_organisation
from stay_cast import Placed, make_placed
from visit_cast import drawn, found, now

from passerelle.actions.employers.ties import Tied, add_tie
from passerelle.actions.mentoring.circle import Named, answer_helper, name_helper
from passerelle.actions.visits import audit_cases
from passerelle.actions.visits.findings import say_corrected
from passerelle.actions.visits.incidents import Report, report, report_as_mentor
from passerelle.actions.visits.papers import add_photo
from passerelle.domain.access.roles import Role
from passerelle.gateways.documents import Upload
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def pages(placed: Placed) -> dict[Role, dict[str, str]]:
    """A visit with a photo, a finding with proof, an audit, incidents of two kinds, a host nobody may hear about."""
    officer, host, staff = (placed.actor(one) for one in (Role.WELFARE_OFFICER, Role.EMPLOYER, Role.CASEWORKER))
    row = found(placed)
    add_photo(officer, row.visit.number, Upload("a room with a rather long name of its file.png", [PNG]))
    say_corrected(host, row.number, "Two rooms more.", version=1, upload=Upload("rooms.png", [PNG]))
    case = drawn(placed)
    audit_cases.give_proof(host, case.number, "Slips.", version=1, upload=Upload("slips.png", [PNG]))
    mentor = User.objects.get(pk=placed.actor(Role.MENTOR).id)
    named = Named(role="mentor", name="Rosa", since=now(), email=mentor.email or "")
    helper = name_helper(staff, placed.stay.number, named)
    answer_helper(placed.actor(Role.CANDIDATE), helper.number, "yes", ["stay"])
    told = report_as_mentor(
        placed.actor(Role.MENTOR), helper.number, Report("exploitation", "They keep her passport."), today=now()
    )
    report(host, placed.stay.number, Report("accident", "A fall."), today=now())
    mother = make_organisation("Holding", "association")
    add_tie(staff, Tied(placed.stay.host.number, mother.number, "parent", now(), "Register of firms"))
    return {
        Role.WELFARE_OFFICER: {
            "visits": reverse("visits"),
            "findings": reverse("visits") + "?list=findings",
            "visit": reverse("visit", args=[row.visit.number]),
            "finding": reverse("finding", args=[row.number]),
            "case": reverse("audit-case", args=[case.number]),
            "incidents": reverse("incidents"),
            "incident": reverse("incident", args=[told.number]),
        },
        Role.MENTOR: {"mentee": reverse("mentee", args=[helper.number])},
        Role.CASEWORKER: {"ties": reverse("ties")},
        Role.CANDIDATE: {"own-incidents": reverse("own-incidents")},
    }


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_serious_and_nothing_wider_than_the_screen(browser: Any, db: None, language: str) -> None:
    placed = make_placed()
    for role, some in pages(placed).items():
        if role is Role.CASEWORKER:  # from here on nobody may hear about the host
            Membership.objects.filter(role=Role.WELFARE_OFFICER).delete()
        browser.sign_in(User.objects.get(pk=placed.actor(role).id))
        for name, path in some.items():
            for width in (1366, 360):
                page = browser.visit(path, language=language, width=width)
                page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                browser.picture(f"{name}-{language}-{width}")
                assert browser.serious() == [], (name, language, width)
                assert browser.overflow() == 0, (name, language, width)
