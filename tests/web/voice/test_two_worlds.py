"""Two worlds, with a grievance, a flag, a private word and a mentor's report, and without: others see the same."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import get_resolver, reverse
from django.utils import timezone
from openpyxl import Workbook
from people import make_actor
from stay_cast import Placed, another_placed, make_placed, pay_row
from visit_cast import drawn, found, now
from web.conftest import signed_in
from web.two_worlds import cells, look, narrowed

from passerelle.actions.grievances import hear
from passerelle.actions.grievances.tell import Told, tell
from passerelle.actions.mentoring.circle import Named, answer_helper, name_helper
from passerelle.actions.visits.incidents import Report, add_step, report, report_as_mentor
from passerelle.actions.work.own_word import tell_word
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.roles import Role
from passerelle.domain.work.words import Word
from passerelle.records.accounts.models import User
from passerelle.records.mentoring.models import Helper
from passerelle.records.partnerships.models import Membership
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
# Nine in ten of what each of them opens in this case (pages, the same narrowed by each filter, files): the rest of
# the test is worth what it looks at.
LEAST = {
    Role.EMPLOYER: (31, 38, 3),
    Role.SCHEME_MANAGER: (97, 270, 13),
    Role.CASEWORKER: (94, 268, 13),
    Role.EMPLOYMENT_SERVICE: (50, 170, 6),
    Role.TRAINING_PROVIDER: (13, 21, 2),
    Role.FUNDER: (18, 41, 4),
    Role.ADMINISTRATOR: (9, 9, 2),
}
WORKS_WITH_STAYS = {Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER}
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
    mentor = User.objects.get(pk=placed.actor(Role.MENTOR).id)
    named = Named(role="mentor", name="Rosa", since=now(), email=mentor.email or "")
    helper = name_helper(placed.actor(Role.CASEWORKER), placed.stay.number, named)
    answer_helper(placed.actor(Role.CANDIDATE), helper.number, "yes", ["stay"])
    Recall.objects.create(stay=another_placed(placed), season=2027, recalled=True, said_at=timezone.now())


def happen(placed: Placed) -> None:
    """The worker tells, in every way there is, and is answered."""
    worker, officer = placed.actor(Role.CANDIDATE), placed.actor(Role.WELFARE_OFFICER)
    row = tell(worker, Told("harassment", "He comes at night.", "both", "+212600000001", "ar"))
    hear.answer(officer, row.number, "We come tomorrow.", version=1)
    hear.change_severity(officer, row.number, "critical", "She is afraid.", version=2)
    told = Word("part", Decimal(900), Decimal(220), Decimal(120), "worse")
    tell_word(worker, placed.stay.number, date(2026, 5, 1), told, today=date(2026, 6, 20), text="In cash.")
    tell(worker, Told("danger", "Help."))
    helper = Helper.objects.unscoped("test").get()
    said = Report("exploitation", "They keep her passport.")
    told_by_mentor = report_as_mentor(placed.actor(Role.MENTOR), helper.number, said, today=now())
    add_step(officer, told_by_mentor.number, "Called her.", version=1)


@pytest.mark.parametrize("role", OTHERS)
def test_every_page_file_and_filter_of_the_others_is_the_same_in_both_worlds(
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
    filters = sorted({one for page in opened for one in narrowed(page, before[page][1])} - set(wanted))
    before |= look(client, filters)
    files = [one for one, (_status, text) in before.items() if text and not text.startswith("<!doctype")]
    looked_at = (len(opened), len(filters), len(files))
    assert all(one >= least for one, least in zip(looked_at, LEAST[role], strict=True)), looked_at
    wanted += filters
    assert (reverse("stay", args=[placed.stay.number]) in opened) is (role in WORKS_WITH_STAYS)
    happen(placed)
    after = look(client, wanted)
    assert [one for one in wanted if after[one] != before[one]] == []


def test_an_officer_with_a_tie_to_the_host_sees_the_same_in_both_worlds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("passerelle.actions.people.record_read.record_event", lambda *_, **__: None)
    placed = make_placed()
    seen_openly(placed)
    tied = make_actor("tied", Role.WELFARE_OFFICER, placed.hired.cast.alpha)
    Membership.objects.create(
        user_id=tied.id, role=Role.FUNDER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=now(),
    )  # fmt: skip
    client = signed_in(tied)
    wanted = list(addresses(placed))
    before = look(client, wanted)
    opened = {one for one in wanted if before[one][1]}
    assert {reverse(one) for one in ("grievances", "work-flags", "welfare-day")} <= opened
    filters = sorted({one for page in opened for one in narrowed(page, before[page][1])} - set(wanted))
    before |= look(client, filters)
    happen(placed)
    after = look(client, [*wanted, *filters])
    assert [one for one in after if after[one] != before[one]] == []


def test_the_control_world_shows_that_the_comparison_would_find_it() -> None:
    """The officer's own pages do differ."""
    placed = make_placed()
    seen_openly(placed)
    client = signed_in(placed.actor(Role.WELFARE_OFFICER))
    wanted = [
        reverse(one)
        for one in ("grievances", "work-flags", "visits", "incidents", "season-alerts", "welfare-day")
    ]
    before = look(client, wanted)
    happen(placed)
    after = look(client, wanted)
    assert [one for one in wanted if after[one] != before[one]] == wanted


def test_a_list_narrowed_by_a_filter_would_be_found_as_well() -> None:
    placed = make_placed()
    seen_openly(placed)
    client, flags = signed_in(placed.actor(Role.WELFARE_OFFICER)), reverse("work-flags")
    wanted = list(narrowed(flags, look(client, [flags])[flags][1]))
    assert f"{flags}?scheme=alpha" in wanted
    before = look(client, wanted)
    happen(placed)
    after = look(client, wanted)
    assert {f"{flags}?scheme=alpha", f"{flags}?state=all"} <= {
        one for one in wanted if after[one] != before[one]
    }


def test_workbooks_are_compared_by_their_cells_and_not_by_the_moment_they_were_made() -> None:
    def book(value: str, made: datetime) -> bytes:
        one, stream = Workbook(), BytesIO()
        one.properties.created = made
        one.active.append(["Months", value])
        one.save(stream)
        return stream.getvalue()

    first, later = datetime(2026, 1, 1), datetime(2026, 1, 2)  # noqa: DTZ001  # as workbooks keep them
    assert book("3", first) != book("3", later)
    assert cells(book("3", first)) == cells(book("3", later))
    assert cells(book("3", first)) != cells(book("4", first))
