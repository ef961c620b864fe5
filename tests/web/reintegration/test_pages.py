"""Staff, committee members and the person each have their pages; what is refused says why and keeps what was typed."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from home_cast import ASKED, MARKS, Home, closed, handed_in, make_case, make_home, sitting, today
from web.conftest import signed_in

from passerelle.actions.contests.decide_contest import decide_contest
from passerelle.actions.reintegration.awards import Verdict, decide
from passerelle.actions.reintegration.parts import StepFacts, add_step
from passerelle.actions.reintegration.plans import begin_plans
from passerelle.actions.reintegration.scoring import score
from passerelle.domain.access.roles import Role
from passerelle.records.contests.models import Contest
from passerelle.records.reintegration.models import (
    Award,
    Business,
    BusinessPlan,
    Committee,
    FirmPartnership,
    PlanScore,
    ReintegrationPlan,
)

pytestmark = pytest.mark.django_db
DAY = today().isoformat()


@pytest.fixture
def home() -> Home:
    return make_home()


@pytest.fixture
def staff(home: Home) -> Client:
    return signed_in(home.staff)


def plan_of() -> ReintegrationPlan:
    return ReintegrationPlan.objects.unscoped("test").get()


def text(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return re.sub(r"(?<=\d)[,\u202f\xa0](?=\d{3})", "", answer.content.decode())


def test_a_plan_is_made_by_staff_and_agreed_by_the_person(home: Home, staff: Client) -> None:
    begin = {"deed": "begin", "case": home.journey.number, "on": DAY}
    assert staff.post(reverse("home-plans"), {**begin, "case": "J-NOBODY"}).status_code == 404
    assert staff.post(reverse("home-plans"), begin).status_code == 302
    number = plan_of().number
    page = reverse("home-plan", args=[number])
    assert staff.post(page, {"deed": "step", "what": "See the bank", "owner": "team"}).status_code == 302
    line = {"deed": "line", "what": "Oven", "amount": "1500.50", "currency": "EUR", "payer": "scheme"}
    wrong = staff.post(page, {**line, "currency": "XXY"})
    assert wrong.status_code == 422
    assert "This currency is not known." in wrong.content.decode()
    assert 'value="1500.50"' in wrong.content.decode()
    staff.post(page, line)
    assert "1500.50 EUR" in text(staff, "home-plan", number)
    assert number in text(staff, "home-plans")

    person = signed_in(home.actor(Role.CANDIDATE))
    own = reverse("own-plan")
    person.post(own, {"deed": "wish", "wish": "A bakery", "region": "MA-01", "sector": "C"})
    person.post(own, {"deed": "needs", "business": "on", "business_note": "An oven"})
    person.post(own, {"deed": "step", "what": "Find a room"})
    seen = text(person, "own-plan")
    assert "A bakery" in seen
    assert "Find a room" in seen
    assert "I agree to this plan" in seen
    step = plan_of().steps.get(owner="person")
    person.post(own, {"deed": "finish", "step": step.number})
    person.post(own, {"deed": "agree"})
    assert plan_of().agreed_how == "herself"
    assert "I agree to this plan" not in text(person, "own-plan")
    staff.post(page, {"deed": "drop_line", "line": plan_of().budget.get().pk})
    assert "changed since it was agreed" in text(staff, "home-plan", number)
    staff.post(page, {"deed": "close", "code": "carried_out", "on": DAY})
    assert "Carried out" in text(person, "own-plan")


def test_from_a_draft_to_a_business_that_is_open_after_a_year(home: Home, staff: Client) -> None:
    begin_plans(home.staff, [home.journey.number], on=today())
    person, payer = signed_in(home.actor(Role.CANDIDATE)), signed_in(home.payer)
    draft = {"kind": "grant", "title": "Bakery", "currency": "EUR", "asked": "2000", "idea": "Bread",
             "customers": "Village", "means": "Oven", "costs": "Oven: 1500\nFlour 500"}  # fmt: skip
    wrong = person.post(reverse("own-venture"), draft)
    assert wrong.status_code == 422
    assert "no amount after a colon: Flour 500" in wrong.content.decode()
    assert person.post(reverse("own-venture"), {**draft, "costs": "Oven: 1500\nFlour: 500"}).status_code == 302
    person.post(reverse("own-plan"), {"deed": "hand_in"})
    number = BusinessPlan.objects.unscoped("test").get(state="handed_in").number

    weights = {f"weight_{code}": mark for code, mark in zip(MARKS, (30, 20, 20, 20, 10), strict=True)}
    opening = {"scheme": "alpha", "name": "Spring", "kind": "grant", "currency": "EUR", "first_share": 80}
    bad = staff.post(reverse("committees-kept"), {**opening, **weights, "weight_effect": 11})
    assert "sum to 100" in bad.content.decode()
    staff.post(reverse("committees-kept"), {**opening, **weights})
    committee = Committee.objects.unscoped("test").get().number
    page = reverse("committee-kept", args=[committee])
    staff.post(page, {"deed": "seat", "account": [one.id for one in home.members]})
    staff.post(page, {"deed": "call_up", "plan": [number]})
    early = staff.post(page, {"deed": "close", "minutes": "Done"})
    assert "2 sheets are missing" in early.content.decode()
    for member in home.members:
        client = signed_in(member)
        assert "Bakery" in text(client, "committee")
        assert "Village" in text(client, "committee-sheet", number)
        sheet = reverse("committee-sheet", args=[number])
        assert client.post(sheet, {"deed": "mark", **MARKS, "effect": ""}).status_code == 422
        assert client.post(sheet, {"deed": "mark", **MARKS, "comment": ""}).status_code == 302
    staff.post(page, {"deed": "close", "minutes": "All were heard."})
    assert "80.00" in text(staff, "committee-kept", committee)
    deciding = reverse("business-plan-decide", args=[number])
    assert "at most what was asked" in staff.post(deciding, {"deed": "yes", "amount": "2001"}).content.decode()
    assert staff.post(deciding, {"deed": "yes", "amount": "2000"}).status_code == 302

    award = Award.objects.unscoped("test").get()
    assert award.number in text(payer, "awards")
    payer.post(
        reverse("awards"), {"deed": "pay", "award": [award.number], "part": 1, "on": DAY, "reference": "T-1"}
    )
    assert home.stage() == "granted"
    venture = reverse("business-plan", args=[number])
    late = payer.post(venture, {"deed": "pay", "on": DAY, "reference": "T-2"})
    assert "only after a visit" in late.content.decode()
    staff.post(venture, {"deed": "visit", "found": "open", "on": DAY})
    staff.post(venture, {"deed": "coach", "coach": "Zineb", "on": DAY})
    assert payer.post(venture, {"deed": "pay", "on": DAY, "reference": "T-2"}).status_code == 302
    since = (today() - timedelta(days=366)).isoformat()
    said = {"deed": "register", "name": "Bakery", "register": "Auto", "register_number": "7", "on": since}
    staff.post(venture, {**said, "evidence": "folder 3"})
    assert home.stage() == "business_formalised"
    staff.post(venture, {"deed": "check", "months": "12", "found": "open", "why": "", "on": DAY})
    assert Business.objects.unscoped("test").get().checks.get().found == "open"
    assert "1 open, 0 closed" in text(staff, "businesses")
    assert "2000.00 EUR" in text(person, "own-plan")
    assert number in text(staff, "business-plans")


def test_a_member_never_reads_marks_of_others_and_staff_none_before_the_end(home: Home, staff: Client) -> None:
    plan = handed_in(home)
    number = sitting(home, [plan])
    score(home.members[0], plan, dict.fromkeys(MARKS, 3), comment="Thin on costs")
    other = signed_in(home.members[1])
    seen = [
        text(other, "committee"), text(other, "committee-sheet", plan),
        text(staff, "committee-kept", number), text(staff, "business-plan", plan),
    ]  # fmt: skip
    assert not any("Thin on costs" in page or "60.00" in page for page in seen)
    assert "Thin on costs" not in text(staff, "business-plans")
    for client in (other, signed_in(home.actor(Role.EMPLOYER)), signed_in(home.actor(Role.FUNDER))):
        assert client.get(reverse("business-plan", args=[plan])).status_code == 404
        assert client.get(reverse("home-plans")).status_code == 404


def test_a_member_stands_aside_on_the_page(home: Home) -> None:
    plan = handed_in(home)
    sitting(home, [plan])
    member = signed_in(home.members[0])
    member.post(reverse("committee-sheet", args=[plan]), {"deed": "conflict", "why": "My cousin"})
    assert "You stand aside" in text(member, "committee-sheet", plan)
    assert not PlanScore.objects.exists()


def test_a_refused_plan_says_why_is_contested_and_heard_again_by_another(home: Home, staff: Client) -> None:
    plan = handed_in(home)
    no = Verdict(reason="not_viable", message="The oven is not paid back in five years.")
    decide(home.staff, closed(home, [plan]), {plan: no})
    person = signed_in(home.actor(Role.CANDIDATE))
    begin_plans(home.staff, [home.journey.number], on=today())
    assert "The oven is not paid back" in text(person, "own-plan")
    address = reverse("own-contest", args=[plan])
    assert person.get(address).status_code == 200
    assert person.post(address, {"statement": "The oven was a gift."}).status_code == 302
    contest = Contest.objects.unscoped("test").get()
    assert (contest.kind, contest.first_decider_id) == ("plan", home.staff.id)
    assert "business plan" in text(signed_in(home.payer), "contest-kept", contest.number)
    decide_contest(home.payer, contest.number, upheld=True, answer="The costs are lower.")
    row = BusinessPlan.objects.unscoped("test").get()
    assert (row.state, row.committee_id, row.decided_by_id) == ("handed_in", None, None)
    decide(home.payer, closed(home, [plan]), {plan: Verdict(ASKED)})
    assert Award.objects.unscoped("test").get().amount == ASKED


def test_partnerships_are_counted_beside_what_was_published() -> None:
    home = make_home("wecco", stage="returned")
    staff = signed_in(home.staff)
    number = begin_plans(home.staff, [home.journey.number], on=today())[0]
    page = reverse("home-plan", args=[number])
    talks = {"deed": "talks", "firm": "Sarl Ndiaye", "kind": "import_export", "on": DAY}
    assert "No organisation has this number." in staff.post(page, {**talks, "host": "O-1"}).content.decode()
    staff.post(page, {**talks, "host": home.cast.employer.number})
    row = FirmPartnership.objects.unscoped("test").get()
    listed = text(staff, "firm-partnerships")
    assert "29" in listed
    assert "60" in listed
    firms = reverse("firm-partnerships")
    staff.post(
        firms, {"deed": "sign", "number": row.number, "version": row.version, "on": DAY, "evidence": "F 4"}
    )
    assert home.stage() == "partnership_signed"
    staff.post(firms, {"deed": "end", "number": row.number, "on": DAY, "why": "Sold"})
    assert "Sold" in text(staff, "firm-partnerships")


def test_every_list_asks_the_same_number_of_questions_for_three_and_for_twelve(home: Home) -> None:
    manager, member = signed_in(home.payer), signed_in(home.members[0])

    def more(count: int) -> None:
        before = ReintegrationPlan.objects.unscoped("test").count()
        cases = [make_case(home.cast, "placed", f"Person{before + one}") for one in range(count)]
        numbers = begin_plans(home.staff, [one.number for one in cases], on=today())
        for number in numbers:
            add_step(home.staff, number, StepFacts("A step", "team"), version=None)
        plans = [handed_in(home, one) for one in cases]
        decide(home.staff, closed(home, plans), {plan: Verdict(Decimal(10)) for plan in plans})
        sitting(home, [handed_in(home, one, kind="prize") for one in cases], kind="prize")

    asked = []
    for count in (3, 9):
        more(count)
        found = {}
        for name in ("home-plans", "business-plans", "awards", "businesses", "firm-partnerships"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                text(manager, name)
            found[name] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            text(member, "committee")
        asked.append({**found, "committee": len(queries)})
    assert asked[0] == asked[1]
