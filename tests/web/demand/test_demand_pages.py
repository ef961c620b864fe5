"""The pages of demand: what each role sees and does, what is refused beside its field."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import Matched, make_matched, sign_in_as
from people import make_organisation
from web.conftest import signed_in

from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.plans import start_plan
from passerelle.actions.employers.recognitions import Recognised, record_recognition
from passerelle.actions.quotas.opening import Limits, open_quota
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.quotas.lottery import commitment
from passerelle.records.employers.models import Check, Commitment, EmployerFile, MarketTest, Plan
from passerelle.records.quotas.models import Allotment, Quota, WaitingEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SEED = "a seed of many signs"


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched()


def post(actor: Actor, address: str, deed: str, **facts: object) -> tuple[int, str]:
    answer = signed_in(actor).post(address, {"deed": deed, **facts}, follow=True)
    return answer.status_code, answer.content.decode()


def test_an_employers_file_from_opening_to_suspension(matched: Matched) -> None:
    client = signed_in(matched.caseworker)
    listed = client.get(reverse("employers"), {"scheme": "alpha"}).content.decode()
    assert "Open the file" in listed
    client.post(reverse("employer-open"), {"scheme": "alpha", "organisation": matched.cast.employer.number})
    number = EmployerFile.objects.unscoped("test").get().number
    address = reverse("employer-file", args=[number])
    status, text = post(matched.employer, address, "check", code="staff", evidence="")
    assert status == 422
    assert "The evidence is missing" in text
    assert post(matched.employer, address, "check", code="staff", evidence="payroll", value="12")[0] == 200
    assert post(matched.employer, address, "review", code="staff", verdict="accepted")[0] == 404
    assert (
        "The review was kept"
        in post(matched.caseworker, address, "review", code="staff", verdict="accepted")[1]
    )
    assert Check.objects.get().status == "accepted"
    recognised = {
        "country": "nl",
        "route": "NL_HSM",
        "reference": "A1",
        "valid_from": "2026-01-01",
        "evidence": "x",
    }
    assert "NL_HSM" in post(matched.caseworker, address, "recognition", **recognised)[1]
    assert (
        "Running cases go on"
        in post(matched.caseworker, address, "suspend", code="pay_breach", since="2026-01-01")[1]
    )
    assert "The suspension was lifted" in post(matched.caseworker, address, "lift")[1]
    status, text = post(matched.employer, address, "plan", kind="welfare", title="Mill Street")
    assert "Mill Street" in text
    exported = client.get(reverse("employers"), {"format": "csv"})
    assert b"Firm" in b"".join(exported) if exported.streaming else b"Firm" in exported.content


def test_an_employer_commits_confirms_and_hands_in(matched: Matched) -> None:
    address = reverse("vacancy-demand", args=[matched.developer.number])
    assert "Commit posts" in signed_in(matched.employer).get(address).content.decode()
    status, text = post(matched.employer, address, "commit", level="contract", posts=9, evidence="kept typed")
    assert status == 422
    assert "The vacancy has 2 posts" in text
    assert "kept typed" in text
    post(matched.employer, address, "commit", level="contract", posts=1, evidence="signed")
    assert Commitment.objects.get().posts == 1
    assert "another 90 days" in post(matched.employer, address, "confirm")[1]
    facts = {
        "where": "VDAB",
        "starts": "2026-02-01",
        "ends": "2026-02-10",
        "result": "nobody",
        "evidence": "print",
    }
    post(matched.employer, address, "test", **facts)
    number = MarketTest.objects.get().number
    assert (
        "The review was kept"
        in post(matched.caseworker, address, "test_review", number=number, verdict="accepted")[1]
    )
    door = signed_in(matched.employer).get(reverse("referrals")).content.decode()
    assert "Contract: 1" in door
    assert "is still open" in door
    assert f'<a href="{address}">Confirm that' in door
    assert "once the scheme's team has opened your file" in door
    assert (
        "Shortage and safeguards"
        in signed_in(matched.caseworker)
        .get(reverse("vacancy", args=[matched.developer.number]))
        .content.decode()
    )
    assert signed_in(matched.cast.mallory).get(address).status_code == 404


def test_a_plan_goes_from_draft_to_accepted(matched: Matched) -> None:
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)
    start_plan(matched.employer, file, kind="welfare", title="Care", content={})
    address = reverse("plan", args=[Plan.objects.get().number])
    assert post(matched.employer, address, "submit")[0] == 422
    said = {
        "contact": "a",
        "languages": "fr",
        "distance_km": "3",
        "rhythm_days": "14",
        "briefing": "b",
        "channel": "c",
    }
    post(matched.employer, address, "write", **said)
    post(matched.employer, address, "submit")
    assert post(matched.caseworker, address, "review", verdict="sent_back", reason="")[0] == 422
    assert "The review was kept" in post(matched.caseworker, address, "review", verdict="accepted")[1]
    use = reverse("vacancy-demand", args=[matched.developer.number])
    assert "relies on this plan" in post(matched.employer, use, "use", plan=Plan.objects.get().number)[1]
    assert "Java developer" in signed_in(matched.employer).get(address).content.decode()
    assert signed_in(matched.cast.mallory).get(address).status_code == 404


def test_a_quota_from_opening_to_the_draw(matched: Matched) -> None:
    address = reverse("quotas")
    facts = {"scheme": "alpha", "name": "Seats", "places": 1, "source": "decision", "rule": "points"}
    assert post(matched.manager, address, "open", **{**facts, "places": -1})[0] == 422
    post(matched.manager, address, "open", **facts)
    assert signed_in(matched.caseworker).post(address, {"deed": "open", **facts}).status_code == 404
    quota = Quota.objects.unscoped("test").get()
    page = reverse("quota", args=[quota.number])
    changed = {name: value for name, value in facts.items() if name != "scheme"}
    assert "The quota was changed" in post(matched.manager, page, "change", **{**changed, "places": 2})[1]
    post(matched.manager, page, "wait", candidates=matched.nurse.number)
    assert WaitingEntry.objects.get().moved_up_at is not None
    lines = (
        f"{matched.best.number};1;9,5;2026-01-01\n{matched.second.number};;8;;{matched.developer.number}:1:2\n"
    )
    status, text = post(matched.manager, page, "publish", committed=commitment(SEED), applicants="C;x")
    assert status == 422
    assert "Line 1 cannot be read" in text
    post(matched.manager, page, "publish", committed=commitment(SEED), applicants=lines)
    drawn = reverse("allotment", args=[Allotment.objects.get().number])
    assert "not drawn yet" in signed_in(matched.caseworker).get(page).content.decode()
    assert signed_in(matched.caseworker).post(drawn, {"deed": "draw", "seed": SEED}).status_code == 404
    assert post(matched.manager, drawn, "draw", seed="another seed of signs")[0] == 422
    post(matched.manager, drawn, "draw", seed=SEED)
    assert SEED in signed_in(matched.caseworker).get(drawn).content.decode()
    seen = signed_in(matched.actors[Role.FUNDER]).get(page).content.decode()
    assert matched.nurse.number not in seen
    assert b"Seats" in signed_in(matched.manager).get(address, {"format": "csv"}).getvalue()
    person = matched.actors[Role.CANDIDATE]
    sign_in_as(matched.second, person)
    mine = signed_in(person).get(reverse("own-results")).content.decode()
    assert "All places went to applicants before you" in mine
    assert matched.best.number not in mine


def test_the_lists_ask_the_same_number_of_queries_for_few_and_many(matched: Matched) -> None:
    def made(count: int) -> None:
        for place in range(count):
            firm = make_organisation(f"Firm {count} {place}")
            EmployerFile.objects.create(
                scheme=matched.cast.alpha, organisation=firm, opened_on=date(2026, 1, 1)
            )
            open_quota(matched.manager, "alpha", Limits(f"Quota {count} {place}", 1, "x"))

    def asked(route: str) -> int:
        client = signed_in(matched.manager)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(route)).status_code == 200
        return len(queries)

    made(3)
    few = [asked(route) for route in ("employers", "quotas")]
    made(27)
    assert [asked(route) for route in ("employers", "quotas")] == few


def test_a_route_that_needs_a_recognised_sponsor_says_so_and_what_is_recorded(matched: Matched) -> None:
    vacancy = matched.dutch
    vacancy.country, vacancy.route = "NL", ""
    vacancy.save()
    address = reverse("vacancy-demand", args=[vacancy.number])

    def seen() -> str:
        return signed_in(matched.employer).get(address).content.decode()

    assert "The route is not stated" in seen()
    vacancy.route = "nl_hsm"
    vacancy.save()
    assert "open only to a recognised sponsor" in seen()
    assert "none recorded for this day" in seen()
    assert "recognition as sponsor is missing" in seen()
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)
    over = Recognised("NL", "nl_hsm", "IND-OLD", date(2020, 1, 1), date(2021, 1, 1), "register")
    record_recognition(matched.caseworker, file, over)
    assert "IND-OLD" in seen()
    assert "none recorded for this day" in seen()
    record_recognition(
        matched.caseworker,
        file,
        Recognised("NL", "nl_hsm", "IND-NEW", date(2022, 1, 1), None, "register of May"),
    )
    assert "IND-NEW" in seen()
    assert "register of May" in seen()
    assert "no end stated" in seen()
    assert "recognition as sponsor is missing" not in seen()
    vacancy.country, vacancy.route = "BE", "be_single_permit"
    vacancy.save()
    assert "recognised sponsor" not in seen()
