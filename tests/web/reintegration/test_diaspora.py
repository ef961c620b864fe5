"""The diaspora register: by consent, matched with reasons, contacts open only when both sides agree."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from home_cast import Home, make_case, make_home, today
from web.conftest import signed_in

from passerelle.actions.diaspora.introduce import propose
from passerelle.actions.diaspora.register import SupporterFacts, enter_supporter
from passerelle.actions.reintegration.parts import set_needs
from passerelle.actions.reintegration.plans import PlanFacts, begin_plans, state_wish
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.diaspora.models import Introduction, Supporter

pytestmark = pytest.mark.django_db
CONTACT = "+32 470 00 00 00"


@pytest.fixture
def home() -> Home:
    return make_home()


@pytest.fixture
def staff(home: Home) -> Client:
    return signed_in(home.staff)


def a_plan(home: Home, name: str | None = None, sector: str = "C") -> str:
    journey = make_case(home.cast, "placed", name) if name else home.journey
    number = begin_plans(home.staff, [journey.number], on=today())[0]
    state_wish(home.staff, number, PlanFacts("A bakery", "MA-01", sector), version=None)
    set_needs(home.staff, number, {"money": "", "network": ""}, version=None)
    return number


def a_supporter(home: Home, **facts: object) -> str:
    given: dict[str, object] = {
        "name": "Nadia Investments", "kind": "firm", "contact": CONTACT, "consent_on": date(2026, 1, 5),
        "consent_how": "folder 9", "offers": ["investor"], "sectors": ["C"], "regions": ["MA-01"],
        "languages": ["fr"], **facts,
    }  # fmt: skip
    return enter_supporter(home.staff, "alpha", SupporterFacts(**given))  # type: ignore[arg-type]


def act(client: Client, supporter: str, deed: str, about: str = "", **more: str) -> None:
    answer = client.post(reverse("supporter-act", args=[supporter]), {"deed": deed, "about": about, **more})
    assert answer.status_code == 302


def test_somebody_is_entered_only_with_consent(home: Home, staff: Client) -> None:
    sent = {
        "scheme": "alpha", "kind": "person", "name": "Nadia", "contact": CONTACT, "offers": ["mentor"],
        "sectors": ["C"], "regions": "MA-01, MA-02", "consent_on": "2026-01-05",
    }  # fmt: skip
    assert staff.post(reverse("diaspora"), sent).status_code == 422
    assert staff.post(reverse("diaspora"), {**sent, "consent_how": "folder 9"}).status_code == 302
    assert Supporter.objects.unscoped("test").get().regions == ["MA-01", "MA-02"]
    assert "Nadia" in staff.get(reverse("diaspora")).content.decode()
    for role in (Role.EMPLOYER, Role.CANDIDATE, Role.FUNDER, Role.EMPLOYMENT_SERVICE):
        assert signed_in(home.actor(role)).get(reverse("diaspora")).status_code == 404


def test_plans_that_share_sector_or_region_come_with_why(home: Home, staff: Client) -> None:
    fits, number = a_plan(home), a_supporter(home)
    other = begin_plans(home.staff, [make_case(home.cast, "placed", "Other").number], on=today())[0]
    page = staff.get(reverse("supporter", args=[number])).content.decode()
    assert fits in page
    assert other not in page
    assert "sector: C" in page
    assert "region: MA-01" in page
    with pytest.raises(Refused) as refused:
        propose(home.staff, number, other)
    assert refused.value.problems[0].code == "no_fit"


def test_contacts_open_when_both_agree_and_money_is_recorded(home: Home, staff: Client) -> None:
    plan, number = a_plan(home), a_supporter(home)
    person = signed_in(home.actor(Role.CANDIDATE))
    act(staff, number, "propose", plan)
    row = Introduction.objects.unscoped("test").get()
    own = reverse("own-plan")
    assert "Somebody abroad offers help" in person.get(own).content.decode()
    assert CONTACT not in person.get(own).content.decode()
    assert "Nadia Investments" not in person.get(own).content.decode()
    act(staff, number, "outcome", row.number, outcome="contact", on="2026-03-01")  # too early: nobody agreed
    assert not Introduction.objects.unscoped("test").get().outcome
    act(staff, number, "yes", row.number)
    assert CONTACT not in person.get(own).content.decode()
    person.post(reverse("own-introduction", args=[row.number]), {"answer": "yes"})
    assert CONTACT in person.get(own).content.decode()
    act(staff, number, "outcome", row.number, outcome="invested", on="2026-03-01")  # without an amount
    assert not Introduction.objects.unscoped("test").get().outcome
    money = {"outcome": "invested", "on": "2026-03-01", "promised": "500.25", "currency": "eur"}
    act(staff, number, "outcome", row.number, **money)
    act(staff, number, "received", row.number)
    row.refresh_from_db()
    assert (str(row.promised), row.currency, row.received_on) == ("500.25", "EUR", today())
    assert "500.25" in staff.get(reverse("home-plan", args=[plan])).content.decode()


def test_somebody_elses_introduction_is_not_answered(home: Home) -> None:
    plan, number = a_plan(home, "Bennani"), a_supporter(home)
    introduction = propose(home.staff, number, plan)
    answer = signed_in(home.actor(Role.CANDIDATE)).post(
        reverse("own-introduction", args=[introduction]), {"answer": "yes"}
    )
    assert answer.status_code == 404
    assert Introduction.objects.unscoped("test").get().person_answer == ""


def test_consent_that_is_taken_back_deletes_the_contact_and_proposes_nobody(home: Home, staff: Client) -> None:
    first, second = a_plan(home), a_plan(home, "Bennani")
    number = a_supporter(home)
    propose(home.staff, number, first)
    act(staff, number, "withdraw")
    row = Supporter.objects.unscoped("test").get()
    assert (row.contact, row.withdrawn_on) == ("", today())
    assert Introduction.objects.unscoped("test").get().supporter_answer == "no"
    page = staff.get(reverse("supporter", args=[number])).content.decode()
    assert second not in page
    with pytest.raises(Refused) as refused:
        propose(home.staff, number, second)
    assert refused.value.problems[0].code == "no_consent"
    with pytest.raises(IntegrityError), transaction.atomic():
        Supporter.objects.unscoped("test").update(contact=CONTACT)


def test_a_supporter_asks_the_same_number_of_questions_for_two_plans_and_for_eight(
    home: Home, staff: Client
) -> None:
    number = a_supporter(home)
    asked = []
    for start, count in ((0, 2), (2, 6)):
        for place in range(start, start + count):
            plan = a_plan(home, f"Person{place}")
            if place % 2:
                propose(home.staff, number, plan)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(reverse("supporter", args=[number])).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
