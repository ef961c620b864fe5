"""Ends of stays: planned by the person, listed when due, recorded alike, counted in equal columns."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from stay_cast import Placed, another_placed, make_placed
from web.conftest import signed_in

from passerelle.actions.mentoring.circle import Named, name_helper
from passerelle.domain.access.roles import Role
from passerelle.domain.returns.ends import ENDS
from passerelle.queries.own.asked_end import from_ends
from passerelle.queries.own.tasks import own_tasks
from passerelle.records.mentoring.models import Helper
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.returns.models import EndItem, EndPlan

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 6, 20)
PLAN = {"choice": "legal_stay", "planned_on": "2026-08-31", "travel": "Bus", "meets": "My brother"}


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Placed:
    for module in ("ends", "own", "certifying"):
        monkeypatch.setattr(f"passerelle.web.returns.{module}.today", lambda: TODAY)
    return make_placed()


def read(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_person_plans_on_a_page_that_names_no_end_in_its_title(placed: Placed) -> None:
    client = signed_in(placed.actor(Role.CANDIDATE))
    page = read(client, "own-end")
    assert "<h1>After my stay</h1>" in page
    assert "Not known here. The office that gave the permit can say." in page
    assert client.post(reverse("own-end"), {"stay": placed.stay.number, **PLAN}).status_code == 302
    plan = EndPlan.objects.unscoped("test").get()
    assert (plan.choice, plan.meets) == ("legal_stay", "My brother")
    page = read(client, "own-end")
    assert re.search(r'value="legal_stay"[^>]*checked', page)
    early = {"stay": placed.stay.number, **PLAN, "planned_on": "2026-01-01"}
    answer = client.post(reverse("own-end"), early)
    assert answer.status_code == 422
    assert "before the start of the stay" in answer.content.decode()


def test_the_three_ends_stand_side_by_side_in_the_same_words_and_controls(placed: Placed) -> None:
    page = read(signed_in(placed.actor(Role.CANDIDATE)), "own-end")
    boxes = re.findall(r'<input type="radio" name="choice"[^>]*>', page)
    shapes = {re.sub(r'(value|id|for)="[^"]*"', "", one).replace(" checked", "") for one in boxes}
    assert len(boxes) == len(ENDS) + 1
    assert len(shapes) == 1
    assert not any(
        word in page.lower() for word in ("abscond", "overstay", "illegal", "must return", "success")
    )


def test_spain_and_morocco_have_an_agreement_that_nobody_confirmed(placed: Placed) -> None:
    page = read(signed_in(placed.actor(Role.CANDIDATE)), "own-end")
    assert "BOE-A-1982-26519" in page
    assert "not confirmed" in page
    placed.stay.country = "BE"
    placed.stay.save()
    assert "Whether they count at home is not known here." in read(
        signed_in(placed.actor(Role.CANDIDATE)), "own-end"
    )


def test_the_person_says_how_a_deposit_stands(placed: Placed) -> None:
    client, address = (
        signed_in(placed.actor(Role.CANDIDATE)),
        reverse("own-end-item", args=[placed.stay.number]),
    )
    client.post(address, {"code": "deposit", "state": "asked", "amount": "200", "currency": "EUR"})
    assert EndItem.objects.get().amount == 200
    assert "Deposits" in read(client, "own-end")
    client.post(address, {"code": "deposit", "state": "asked", "amount": "200"})
    client.post(address, {"code": "car", "state": "asked"})
    assert EndItem.objects.count() == 1


def test_what_she_typed_about_a_deposit_stands_when_it_is_refused(placed: Placed) -> None:
    client = signed_in(placed.actor(Role.CANDIDATE))
    sent = {"code": "deposit", "state": "asked", "amount": "2x0", "currency": "EUR", "note": "The landlord"}
    refused = client.post(reverse("own-end-item", args=[placed.stay.number]), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="2x0"' in page
    assert "The landlord" in page
    assert f'action="{reverse("own-end")}"' in page  # the other form of the page goes where it belongs
    refused = client.post(
        reverse("own-end-item", args=[placed.stay.number]), {**sent, "amount": "200", "currency": ""}
    )
    assert "The landlord" in refused.content.decode()  # also what only the act refuses
    assert not EndItem.objects.exists()


def test_what_is_due_stands_in_the_list_until_it_is_planned(placed: Placed) -> None:
    staff = signed_in(placed.actor(Role.CASEWORKER))
    assert placed.stay.number in read(staff, "ends")
    signed_in(placed.actor(Role.CANDIDATE)).post(reverse("own-end"), {"stay": placed.stay.number, **PLAN})
    assert placed.stay.number not in read(staff, "ends")
    answer = staff.get(reverse("ends"), {"state": "open", "scheme": "alpha"})
    assert placed.stay.number in answer.content.decode()
    for role in (Role.EMPLOYER, Role.FUNDER, Role.MENTOR, Role.WELFARE_OFFICER):
        assert signed_in(placed.actor(role)).get(reverse("ends")).status_code == 404


def test_a_scheme_with_a_shorter_term_asks_later(placed: Placed) -> None:
    staff, me = signed_in(placed.actor(Role.CASEWORKER)), [placed.stay.journey.candidate.person.number]
    version = SchemeVersion.objects.get(pk=placed.stay.journey.scheme_version_id)
    version.facts = {**version.facts, "end_plan_days": 7}
    version.save()
    assert placed.stay.number not in read(staff, "ends")
    assert list(from_ends(me, on=TODAY)) == []
    version.facts = {**version.facts, "end_plan_days": 700}
    version.save()
    assert placed.stay.number in read(staff, "ends")
    assert [one.kind for one in from_ends(me, on=TODAY)] == ["plan_end"]


@pytest.mark.parametrize("end", sorted(ENDS))
def test_an_end_is_recorded_and_counted_alike(placed: Placed, end: str) -> None:
    staff, address = signed_in(placed.actor(Role.CASEWORKER)), reverse("stay-end", args=[placed.stay.number])
    assert staff.post(address, {"do": "end", "end": end, "on": "2026-07-01"}).status_code == 422
    assert staff.post(address, {"do": "end", "end": end, "on": "2026-06-01"}).status_code == 302
    assert "Record the end" not in read(staff, "stay-end", placed.stay.number)
    page = read(staff, "end-counts")
    head = re.findall(r"<th[^>]*class=\"([^\"]*)\"[^>]*>", page.split("</thead>")[0])
    assert len({one for one in head if "number" in one}) == 1  # every end has a column of the same kind
    cells = [int(one) for one in re.findall(r'<td class="pa-number">(\d+)</td>', page)]
    assert cells == [*(int(one == end) for one in ENDS), 0, 0]


def test_an_end_that_nobody_recorded_is_counted_as_not_known(placed: Placed) -> None:
    placed.stay.ended_on, placed.stay.end_code = date(2026, 6, 1), "graduated"
    placed.stay.save()
    another_placed(placed)
    page = read(signed_in(placed.actor(Role.CASEWORKER)), "end-counts")
    assert re.findall(r'<td class="pa-number">(\d+)</td>', page) == ["0", "0", "0", "1", "1"]


@pytest.mark.parametrize(("code", "counts"), [("stay_confirmed", "10000"), ("returned", "00100")])
def test_an_event_recorded_elsewhere_counts_under_the_same_word(placed: Placed, code: str, counts: str) -> None:
    placed.stay.ended_on, placed.stay.end_code = date(2026, 6, 1), code
    placed.stay.save()
    page = read(signed_in(placed.actor(Role.CASEWORKER)), "end-counts")
    assert "".join(re.findall(r'<td class="pa-number">(\d+)</td>', page)) == counts


def test_a_near_end_and_a_helper_stand_in_the_persons_list_of_tasks(placed: Placed) -> None:
    worker = placed.actor(Role.CANDIDATE)
    name_helper(placed.actor(Role.CASEWORKER), placed.stay.number, Named("Rosa", "mentor", date(2026, 4, 1)))

    def asked(on: datetime) -> list[str]:
        return [one.kind for one in own_tasks(worker, "en", now=on) if one.kind in ("helper", "plan_end")]

    assert asked(datetime(2026, 6, 1, 9, tzinfo=UTC)) == ["helper"]  # 91 days before the end
    assert asked(datetime(2026, 6, 2, 9, tzinfo=UTC)) == ["plan_end", "helper"]
    signed_in(worker).post(reverse("own-end"), {"stay": placed.stay.number, **PLAN})
    row = Helper.objects.unscoped("test").get()
    signed_in(worker).post(reverse("own-helper-answer", args=[row.number]), {"answer": "no"})
    assert asked(datetime(2026, 6, 2, 9, tzinfo=UTC)) == []


def test_staff_settles_and_a_service_only_reads(placed: Placed) -> None:
    address = reverse("stay-end", args=[placed.stay.number])
    staff, service = signed_in(placed.actor(Role.CASEWORKER)), signed_in(placed.actor(Role.EMPLOYMENT_SERVICE))
    answer = staff.post(address, {"do": "item", "code": "leave", "state": "received", "on": "2026-06-01"})
    assert answer.status_code == 302
    page = read(service, "stay-end", placed.stay.number)
    assert "received" in page
    assert "Record the end" not in page
    assert service.post(address, {"do": "end", "end": "return", "on": "2026-06-01"}).status_code == 404
    assert signed_in(placed.actor(Role.EMPLOYER)).get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.CASEWORKER, "ends"), (Role.CASEWORKER, "experience"), (Role.CASEWORKER, "end-counts")],
)
def test_lists_cost_the_same_for_3_and_30_stays(placed: Placed, role: Role, name: str) -> None:
    client, costs = signed_in(placed.actor(role)), []
    for more in (2, 27):
        for ordinal in range(more):
            another_placed(placed, f"Family{more}{ordinal}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(name)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
