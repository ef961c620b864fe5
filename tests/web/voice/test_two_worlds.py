"""Two worlds: with a grievance, a flag and a private word, and without them, every page of the others is the same."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from stay_cast import Placed, another_placed, make_placed, pay_row
from visit_cast import drawn, found, now
from web.conftest import signed_in

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.tell import Told, tell
from passerelle.actions.visits.incidents import Report, report
from passerelle.actions.work.own_word import tell_word
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.roles import Role
from passerelle.domain.work.words import Word
from passerelle.records.stays.models import Recall
from passerelle.records.visits.models import Audit, AuditCase, Finding, Incident, Visit
from passerelle.web.shared.access import ROUTES

pytestmark = [pytest.mark.django_db]
OTHERS = [
    Role.EMPLOYER,
    Role.SCHEME_MANAGER,
    Role.CASEWORKER,
    Role.EMPLOYMENT_SERVICE,
    Role.TRAINING_PROVIDER,
    Role.FUNDER,
    Role.ADMINISTRATOR,
]
# Nine pages in ten of what each of them opens in this case: the rest of the test is worth what it looks at.
LEAST = {
    Role.EMPLOYER: 28,
    Role.SCHEME_MANAGER: 93,
    Role.CASEWORKER: 90,
    Role.EMPLOYMENT_SERVICE: 47,
    Role.TRAINING_PROVIDER: 10,
    Role.FUNDER: 15,
    Role.ADMINISTRATOR: 7,
}
WORKS_WITH_STAYS = {Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER}
# Made anew each time a page is shown.
FRESH = re.compile(
    r'(name="(?:csrfmiddlewaretoken|key|shown|token)" value=")[^"]*|(data-shown=")[^"]*|nonce-[\w+/=-]+'
)
NOT_PAGES = {"sign-out", "set_language"}


def addresses(placed: Placed) -> Iterator[str]:
    """Every address without a number, and those that this case's own numbers open."""
    candidate, contract = placed.hired.candidate, placed.stay.contract
    assert contract is not None
    opened_by = {
        "candidates": [candidate.number],
        "people": [candidate.person.number],
        "cases": [placed.stay.journey.number],
        "journeys": [placed.stay.journey.number],
        "stays": [placed.stay.number],
        "placements": [placed.stay.number],
        "vacancies": [placed.hired.offer.place.vacancy.number],
        "contracts": [contract.number],
        "employers": [placed.stay.host.number],
        "schemes": ["alpha"],
        "quotas": ["alpha"],
        "pay": ["2026-05"],
    }
    opened_by |= {kind: list(rows.values_list("number", flat=True)) for kind, rows in visited().items()}
    patterns = get_resolver().reverse_dict  # filled with the addresses
    for name in sorted(set(ROUTES) - NOT_PAGES):
        for shape, arguments in (one for known in patterns.getlist(name) for one in known[0]):
            known = opened_by.get(shape.split("/")[0], [])
            if not arguments:
                yield f"/{shape}"
            elif len(arguments) == 1:
                yield from (reverse(name, args=[one]) for one in known)


def visited() -> dict[str, QuerySet[Any]]:
    """What was written down openly about the firm, by the first word of its pages."""
    kinds = {
        "visits": Visit,
        "findings": Finding,
        "incidents": Incident,
        "audits": Audit,
        "audit-cases": AuditCase,
    }
    return {kind: model.objects.unscoped("test") for kind, model in kinds.items()}


def seen_openly(placed: Placed) -> None:
    """A visit was made, something found, an incident reported, an audit drawn; a colleague is called back."""
    found(placed)
    report(placed.actor(Role.EMPLOYER), placed.stay.number, Report("accident", "A fall."), today=now())
    drawn(placed)
    Recall.objects.create(stay=another_placed(placed), season=2027, recalled=True, said_at=timezone.now())


def look(client: Client, wanted: Iterable[str]) -> dict[str, tuple[int, str]]:
    """What each address answers, without what is made anew each time; of what is no page, the status alone."""
    return {address: _said(client.get(address)) for address in wanted}


def _said(answer: HttpResponse) -> tuple[int, str]:
    # A workbook carries the moment at which it was made.
    return answer.status_code, FRESH.sub("", answer.content.decode()) if _is_page(answer) else ""


def _is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def happen(placed: Placed) -> None:
    """The worker tells, in every way there is, and is answered."""
    worker, officer = placed.actor(Role.CANDIDATE), placed.actor(Role.WELFARE_OFFICER)
    row = tell(worker, Told("harassment", "He comes at night.", "both", "+212600000001", "ar"))
    hear.answer(officer, row.number, "We come tomorrow.", version=1)
    hear.change_severity(officer, row.number, "critical", "She is afraid.", version=2)
    told = Word("part", Decimal(900), Decimal(220), Decimal(120), "worse")
    tell_word(worker, placed.stay.number, date(2026, 5, 1), told, today=date(2026, 6, 20), text="In cash.")
    tell(worker, Told("danger", "Help."))


@pytest.mark.parametrize("role", OTHERS)
def test_every_page_of_the_others_is_the_same_in_both_worlds(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The reader's own visits are shown on some pages: they would differ by themselves.
    monkeypatch.setattr("passerelle.actions.people.record_read.record_event", lambda *_, **__: None)
    placed = make_placed()
    rented = pay_row(placed.stay.number, deductions={"rent": Decimal(60)})
    state_pay(placed.actor(Role.EMPLOYER), [rented], source="grid", today=date(2026, 6, 20))
    seen_openly(placed)
    client = signed_in(placed.actor(role))
    wanted = list(addresses(placed))
    before = look(client, wanted)  # a page that differs from visit to visit would be found below
    opened = {one for one in wanted if before[one][1]}
    assert len(opened) >= LEAST[role], opened
    assert (reverse("stay", args=[placed.stay.number]) in opened) is (role in WORKS_WITH_STAYS)
    happen(placed)
    after = look(client, wanted)
    assert [one for one in wanted if after[one] != before[one]] == []


def test_the_control_world_shows_that_the_comparison_would_find_it() -> None:
    """The officer's own pages do differ."""
    placed = make_placed()
    seen_openly(placed)
    client = signed_in(placed.actor(Role.WELFARE_OFFICER))
    wanted = [reverse(one) for one in ("grievances", "work-flags", "visits", "season-alerts", "welfare-day")]
    before = look(client, wanted)
    happen(placed)
    after = look(client, wanted)
    assert [one for one in wanted if after[one] != before[one]] == wanted
