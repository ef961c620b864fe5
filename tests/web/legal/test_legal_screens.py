"""Contract, permit and departure pages in a browser: nothing serious for axe, nothing wider than the screen."""

from datetime import timedelta
from typing import Any

import pytest
from contract_cast import TERMS, Hired, another, make_hired, signed_contract
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state

from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, write_version
from passerelle.actions.permits.exit_word import Word, record_exit_statement
from passerelle.actions.permits.prepare import PostFacts, keep_post, record_wait, settle
from passerelle.actions.permits.record import Happened, open_permit_files, record_entries
from passerelle.actions.permits.travelling import Booked, Held, book_travel, hold_briefing
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _busy() -> tuple[Hired, str, str]:
    """Two people before departure, one with everything that the pages can show."""
    hired = make_hired()
    state(hired.cast.alpha, scheme_facts())
    Person.objects.unscoped("test").update(nationality="TN", email="a@people.example")
    Candidate.objects.unscoped("test").update(brought_by=None)
    staff, case, today = hired.staff, [hired.journey.number], timezone.localdate()
    signed_contract(another(hired, "Trabelsi"))
    contract = signed_contract(hired)
    write_version(staff, contract, Said({**TERMS, "salary": "2600", "equipment": "a laptop"}))
    ask_for_signatures(staff, contract, addresses={"employer": "firm@example.org"})
    number = open_permit_files(staff, case, kind="permit")[0]
    record_entries(staff, [number], Happened("filed", today, lodged_by="employer"))
    record_entries(staff, [number], Happened("granted", today, until=today + timedelta(days=40)))
    settle(staff, case, code="insurance", on=today, until=today + timedelta(days=20), evidence="policy 7")
    book_travel(staff, case, Booked(today, "Tunis", "Berlin", "an airline", "AB12", "employer", "Ms Peeters"))
    hold_briefing(staff, case, Held(today, "ar", ("rights", "pay", "complaint"), "Mr Diop"))
    record_exit_statement(staff, case, Word("Ministry of Labour", today, "letter 12", "received by post"))
    post = keep_post(
        staff, PostFacts("DE", "TN", "Tunis", today - timedelta(days=90), source="the embassy's page")
    )
    record_wait(staff, post, days=30, on=today, source="an applicant")
    return hired, contract, number


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_serious_and_nothing_wider_than_the_screen(browser: Any, db: None, language: str) -> None:
    hired, contract, permit = _busy()
    pages = {
        Role.CASEWORKER: {
            "contract": reverse("contract", args=[contract]) + "?before=1&after=2",
            "contracts": reverse("contracts"),
            "permit": reverse("permit", args=[permit]),
            "departures": reverse("departures"),
            "expiring": reverse("expiring"),
            "posts": reverse("posts"),
        },
        Role.CANDIDATE: {
            "own-papers": reverse("own-papers"),
            "own-contract": reverse("own-contract", args=[contract]),
            "own-departure": reverse("own-departure"),
        },
    }
    for role, shown in pages.items():
        browser.sign_in(User.objects.get(pk=hired.cast.actors[role].id))
        for name, path in shown.items():
            for width in (1366, 360):
                browser.visit(path, language=language, width=width)
                browser.picture(f"legal-{name}-{language}-{width}")
                assert browser.overflow() <= 0, (name, width)
            assert browser.serious() == [], name
