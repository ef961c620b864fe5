"""An employer states pay in a grid or a file; nothing it sees tells of flags or of what a worker said."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from stay_cast import Placed, another_placed, make_placed
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.work.models import PayStatement, WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MONTH = "2026-05"
ROW = {"gross": "1300", "hours": "173,33", "rent": "60", "currency": "EUR", "paid_on": "2026-06-03"}
CSV = "stay,month,currency,gross,rent,net,nombre d'enfants\n"


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Placed:
    for module in ("months", "grid", "upload", "own"):
        monkeypatch.setattr(f"passerelle.web.work.{module}.today", lambda: date(2026, 6, 20))
    return make_placed()


@pytest.fixture
def employer(placed: Placed) -> Client:
    return signed_in(placed.actor(Role.EMPLOYER))


def typed(number: str, **cells: str) -> dict[str, str]:
    return {f"{name}-{number}": value for name, value in {**ROW, **cells}.items()}


def upload(client: Client, text: str) -> str:
    answer = client.post(reverse("pay-file"), {"file": SimpleUploadedFile("mai.csv", text.encode())})
    return answer.content.decode()


def test_a_month_is_stated_in_a_grid_and_comes_back_as_it_stands(placed: Placed, employer: Client) -> None:
    address = reverse("pay-month", args=[MONTH])
    assert placed.stay.number in employer.get(address).content.decode()
    assert employer.post(address, typed(placed.stay.number)).status_code == 302
    kept = PayStatement.objects.unscoped("test").get()
    assert (kept.gross, kept.hours, kept.deductions) == (1_300, Decimal("173.33"), {"rent": "60"})
    page = employer.get(address).content.decode()
    assert "Pay of May 2026" in page
    assert 'value="1300"' in page
    assert 'value="173.33"' in page


def test_a_wrong_cell_keeps_nothing_and_loses_nothing(placed: Placed, employer: Client) -> None:
    other = another_placed(placed)
    sent = {**typed(placed.stay.number), **typed(other.number, gross="much"), "net-x": "1"}
    answer = employer.post(reverse("pay-month", args=[MONTH]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is not a number." in page
    assert 'value="much"' in page
    assert not PayStatement.objects.unscoped("test").exists()


def test_a_row_left_empty_states_nothing(placed: Placed, employer: Client) -> None:
    other = another_placed(placed)
    employer.post(reverse("pay-month", args=[MONTH]), typed(other.number))
    assert [one.stay_id for one in PayStatement.objects.unscoped("test")] == [other.pk]


def test_the_overview_counts_what_is_missing(placed: Placed, employer: Client) -> None:
    page = employer.get(reverse("pay")).content.decode()
    assert "May 2026" in page
    assert "late" in page  # due on 5 June
    for wrong in ("2026-13", "may"):
        assert employer.get(reverse("pay-month", args=[wrong])).status_code == 404


def test_a_file_is_checked_then_kept_and_the_column_on_children_is_dropped(
    placed: Placed, employer: Client
) -> None:
    page = upload(employer, f"{CSV}{placed.stay.number},{MONTH},EUR,1300,60,1240,3\n")
    assert "nombre d&#x27;enfants" in page
    assert "1 months are new" in page or "months are new" in page
    assert not PayStatement.objects.unscoped("test").exists()
    hidden = {name: _hidden(page, name) for name in ("token", "fingerprint")}
    assert employer.post(reverse("pay-keep"), hidden).status_code == 302
    assert PayStatement.objects.unscoped("test").get().net == 1_240
    assert employer.post(reverse("pay-keep"), hidden).status_code == 302  # a double click
    assert PayStatement.objects.unscoped("test").count() == 1


def test_a_wrong_file_names_row_and_reason(placed: Placed, employer: Client) -> None:
    page = upload(employer, f"{CSV}{placed.stay.number},{MONTH},EUR,1300,60,1300,3\nST-X,{MONTH},EUR,1,0,1,\n")
    assert "Net pay is 1300, but gross pay less deductions is 1240." in page
    assert "No worker of yours has the number ST-X." in page
    assert "fingerprint" not in page


def test_somebody_elses_file_is_not_kept(placed: Placed, employer: Client) -> None:
    page = upload(employer, f"{CSV}{placed.stay.number},{MONTH},EUR,1300,60,1240,\n")
    hidden = {name: _hidden(page, name) for name in ("token", "fingerprint")}
    assert signed_in(placed.actor(Role.CASEWORKER)).post(reverse("pay-keep"), hidden).status_code == 302
    assert employer.post(reverse("pay-keep"), {"token": "made up"}).status_code == 302
    assert not PayStatement.objects.unscoped("test").exists()


def test_welfare_sees_the_line_the_worker_decides_and_the_employer_sees_the_same_bytes(
    placed: Placed, employer: Client
) -> None:
    employer.post(reverse("pay-month", args=[MONTH]), typed(placed.stay.number))
    pages = [reverse("pay"), reverse("pay-month", args=[MONTH]), reverse("referrals"), reverse("contracts")]
    employer.get(pages[0])  # takes the word that the month was kept
    before = [_plain(employer.get(page).content.decode()) for page in pages]
    worker, officer = signed_in(placed.actor(Role.CANDIDATE)), signed_in(placed.actor(Role.WELFARE_OFFICER))
    said = {
        "about": f"{placed.stay.number} 2026-05-01",
        "received": "part",
        "net": "1000",
        "housing": "worse",
        "text": "Heating is broken",
    }
    assert worker.post(reverse("own-work"), {**said, "received": "x"}).status_code == 422
    assert worker.post(reverse("own-work"), said).status_code == 302
    listed = officer.get(reverse("work-flags")).content.decode()
    flag = WorkFlag.objects.unscoped("test").get(code="rent")
    assert flag.number in listed
    address = reverse("work-flag", args=[flag.number])
    assert "Heating is broken" in officer.get(address).content.decode()
    assert "not in the contract" in officer.get(address).content.decode()
    assert re.search(r"<h1><bdi>rent, May 2026", officer.get(address).content.decode())
    choice = reverse("own-work-choice", args=[flag.number])
    worker.post(choice, {"choice": "tell", "version": flag.version})
    close = {"outcome": "passed_on", "note": "Sent to the inspectorate."}
    assert officer.post(address, {**close, "version": flag.version}).status_code == 422
    assert officer.post(address, {**close, "version": flag.version + 1}).status_code == 302
    assert "Sent to the inspectorate." in worker.get(reverse("own-work")).content.decode()
    worker.post(choice, {"choice": "tell", "version": 99})
    assert [_plain(employer.get(page).content.decode()) for page in pages] == before
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER):
        client = signed_in(placed.actor(role))
        assert client.get(reverse("work-flags")).status_code == 404
        assert client.get(address).status_code == 404


def test_the_template_and_the_empty_pages_open(placed: Placed, employer: Client) -> None:
    assert employer.get(reverse("pay-template")).status_code == 200
    assert employer.get(reverse("pay-file")).status_code == 200
    assert employer.post(reverse("pay-file"), {}).status_code == 422
    officer = signed_in(placed.actor(Role.WELFARE_OFFICER))
    assert "Nothing differs" in officer.get(reverse("work-flags"), {"state": "closed"}).content.decode()
    assert officer.get(reverse("pay-month", args=[MONTH])).status_code == 200
    assert officer.post(reverse("pay-month", args=[MONTH]), typed(placed.stay.number)).status_code == 200
    assert not PayStatement.objects.unscoped("test").exists()


def test_more_workers_cost_no_more_queries(placed: Placed, employer: Client) -> None:
    address = reverse("pay-month", args=[MONTH])
    employer.get(address)
    few = _queries(employer, address)
    for one in range(8):
        another_placed(placed, f"Worker{one}")
    assert _queries(employer, address) == few


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def _hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def _plain(page: str) -> str:
    """A page without the tokens that differ each time it is shown."""
    return re.sub(r'name="(csrfmiddlewaretoken|key|shown)" value="[^"]*"', "", page)
