"""WAFIRA by hand: a list with too much in it, rent that nobody agreed, a complaint in Arabic, and no recall."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from stay_cast import Placed, another_placed, make_placed
from web.browser import NARROW, Browser
from web.conftest import signed_in
from web.voice.test_two_worlds import addresses, look

from passerelle.actions.stays.seasons import recall
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.grievances.models import Grievance
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import WorkFlag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "candidate,family_name,birth_date,languages,nombre d'enfants\nA1,El Idrissi,1988-03-14,fr:A2,3\n"
TOLD = "يأخذون ستين يورو من أجري للسكن."  # They take sixty euros of my pay for housing.


def come_in(browser: Browser, placed: Placed, role: Role) -> None:
    browser.sign_in(User.objects.get(pk=placed.actor(role).id))


def a_list_arrives(browser: Browser, placed: Placed, folder: Path) -> None:
    come_in(browser, placed, Role.CASEWORKER)
    path = folder / "anapec.csv"
    path.write_text(LIST)
    page = browser.visit(reverse("imports"))
    page.locator("select[name=kind]").select_option("candidates")
    page.locator("select[name=scheme]").select_option("alpha")
    page.locator("input[name=file]").set_input_files(str(path))
    page.locator("main form button.pa-button--primary").click()
    said = page.inner_text("main")
    assert "Dropped columns" in said
    assert "nombre d'enfants" in said


def the_cooperative_states_pay(browser: Browser, placed: Placed, folder: Path) -> None:
    come_in(browser, placed, Role.EMPLOYER)
    path = folder / "mai.csv"
    path.write_text(
        f"stay,month,currency,gross,hours,rent,paid_on\n{placed.stay.number},2026-05,EUR,1300,173.33,60,2026-06-03\n"
    )
    page = browser.visit(reverse("pay-file"))
    page.locator("input[name=file]").set_input_files(str(path))
    page.locator("main form button.pa-button--primary").click()
    page.get_by_role("button", name="Keep these months").click()
    assert "Kept: 1 new" in page.inner_text("body")


def welfare_sees_the_rent(browser: Browser, placed: Placed) -> None:
    come_in(browser, placed, Role.WELFARE_OFFICER)
    [flag] = WorkFlag.objects.unscoped("test").filter(code="rent")
    assert (flag.stated, flag.found) == ("60", "not_agreed")
    page = browser.visit(reverse("work-flags"))
    assert flag.number in page.inner_text("main")


def she_tells(browser: Browser, placed: Placed) -> None:
    come_in(browser, placed, Role.CANDIDATE)
    page = browser.visit(reverse("own-voice"), language="ar", width=NARROW)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert browser.overflow() == 0
    assert browser.serious() == []
    browser.picture("wafira-complaint-ar")
    page.locator("select[name=subject]").select_option("pay")
    page.locator("select[name=about]").select_option("employer")
    page.locator("textarea[name=text]").first.fill(TOLD)
    page.locator("main form.pa-form button.pa-button--primary").click()
    assert TOLD in page.inner_text("main")
    assert Grievance.objects.unscoped("test").get().language == "ar"


def welfare_is_alerted(browser: Browser, placed: Placed) -> None:
    come_in(browser, placed, Role.WELFARE_OFFICER)
    page = browser.visit(reverse("season-alerts"))
    assert placed.stay.number in page.inner_text("main")
    page = browser.visit(reverse("welfare-day"), language="ar", width=NARROW)
    assert browser.overflow() == 0
    assert placed.stay.number in page.inner_text("main")


def test_a_complaint_changes_nothing_at_the_cooperative_and_the_next_season_alerts_welfare(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The cooperative's own visits are shown on some pages: they would differ by themselves.
    monkeypatch.setattr("passerelle.actions.people.record_read.record_event", lambda *_, **__: None)
    for module in ("waiting_lists", "imports"):
        monkeypatch.setattr(f"passerelle.web.casework.{module}.FOLDER", tmp_path / "lists")
    placed = make_placed()
    colleague = another_placed(placed)
    a_list_arrives(browser, placed, tmp_path)
    the_cooperative_states_pay(browser, placed, tmp_path)
    welfare_sees_the_rent(browser, placed)

    cooperative = signed_in(placed.actor(Role.EMPLOYER))
    wanted = list(addresses(placed))
    before = look(cooperative, wanted)
    she_tells(browser, placed)
    after = look(cooperative, wanted)
    assert before[reverse("stay", args=[placed.stay.number])][1]
    assert [one for one in wanted if after[one] != before[one]] == []

    Stay.objects.unscoped("test").update(ended_on=date(2026, 8, 31), end_code="season_over")
    recall(placed.actor(Role.EMPLOYER), [colleague.number], season=2027)
    welfare_is_alerted(browser, placed)
