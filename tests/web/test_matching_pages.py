"""The pages of the matching hold together: who sees what, what is decided, what is refused."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import Matched, make_matched, run_now, sign_in_as, skilled
from web.conftest import signed_in

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.audit.models import Event
from passerelle.records.selection.models import Decision, Offer, Referral, Run

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched()


def page(actor: Actor, route: str, *arguments: str, **query: str) -> str:
    answer = signed_in(actor).get(reverse(route, args=arguments), query)
    assert answer.status_code == 200, (route, answer.status_code)
    return str(answer.content.decode())


def hidden(text: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return found[1]


def row_of(matched: Matched) -> str:
    proposal = matched.proposal(matched.best)
    return f"{proposal.number}:{proposal.version}"


@pytest.mark.parametrize("view", ["proposals", "people", "vacancies", "rules"])
def test_each_view_of_the_workbench_opens(matched: Matched, view: str) -> None:
    text = page(matched.manager, "run", matched.run.number, view=view)
    assert "ALPHA, run 1" in text
    assert ("ALAMI" in text) is (view in ("proposals", "people"))


@pytest.mark.parametrize("route", ["run-compare", "run-record", "run-fairness"])
def test_each_sheet_opens(matched: Matched, route: str) -> None:
    assert "run 1" in page(matched.manager, route, matched.run.number)


def test_a_pair_says_why_placed_or_not(matched: Matched) -> None:
    pair = f"{matched.third.number},{matched.dutch.number}"
    text = page(matched.manager, "run", matched.run.number, pair=pair)
    assert "Dutch B1" in text
    assert "CHRAIBI" in text
    alone = page(matched.manager, "run", matched.run.number, candidate=matched.third.number)
    assert matched.third.number in alone
    assert "holds nothing to show" in page(matched.manager, "run", matched.run.number, candidate="C-none")


def test_the_pair_page_is_not_there_for_what_was_not_in_the_run(matched: Matched) -> None:
    late = skilled(matched.cast.alpha, "Late")
    client = signed_in(matched.manager)
    for candidate in (late.number, "C-0000000000-0"):
        there = reverse("pair", args=[matched.run.number, candidate, matched.dutch.number])
        assert client.get(there).status_code == 404
    there = reverse("pair", args=[matched.run.number, matched.best.number, matched.dutch.number])
    assert client.get(there).status_code == 200


def test_the_fairness_sheet_is_for_managers_and_auditors(matched: Matched) -> None:
    address = reverse("run-fairness", args=[matched.run.number])
    opened = {role for role in Role if signed_in(matched.actors[role]).get(address).status_code == 200}
    assert opened == {Role.SCHEME_MANAGER, Role.DATA_PROTECTION_OFFICER}
    assert "Lowest impact ratio" not in page(matched.caseworker, "run", matched.run.number)


def test_a_stranger_finds_no_page_of_the_run(matched: Matched) -> None:
    assert matched.cast.mallory is not None
    client = signed_in(matched.cast.mallory)
    proposal = matched.proposal(matched.best).number
    routes = ("run", "run-progress", "run-compare", "run-fairness", "run-record", "proposal-accept")
    addresses = [reverse(route, args=[matched.run.number]) for route in routes]
    addresses.append(reverse("proposal-decline", args=[proposal]))
    addresses.append(reverse("pair", args=[matched.run.number, matched.best.number, matched.developer.number]))
    assert {client.get(address).status_code for address in addresses} == {404}


def accept_all(client: Client, matched: Matched, *rows: str) -> object:
    address = reverse("proposal-accept", args=[matched.run.number])
    shown = client.get(address, {"row": rows}).content.decode()
    return client.post(
        address, {"row": rows, "key": hidden(shown, "key"), "shown": hidden(shown, "shown")}, follow=True
    )


def test_accepting_shows_each_row_then_refers_all(matched: Matched) -> None:
    client = signed_in(matched.caseworker)
    address = reverse("proposal-accept", args=[matched.run.number])
    rows = [f"{one.number}:{one.version}" for one in map(matched.proposal, (matched.best, matched.second))]
    shown = client.get(address, {"row": rows}).content.decode()
    assert "ALAMI" in shown
    assert "BENNANI" in shown
    posted = {"row": rows, "key": hidden(shown, "key"), "shown": hidden(shown, "shown")}
    for _ in range(2):  # a double click is answered alike
        answer = client.post(address, posted, follow=True)
        assert "2 people were referred" in answer.content.decode()
    assert Referral.objects.unscoped("test").count() == 2
    assert all(one.in_bulk and one.seconds is not None for one in Decision.objects.all())


def test_the_second_to_decide_sees_who_was_first(matched: Matched) -> None:
    accept_all(signed_in(matched.manager), matched, row_of(matched))
    proposal = matched.proposal(matched.best)
    client = signed_in(matched.caseworker)
    address = reverse("proposal-decline", args=[proposal.number])
    typed = {"reason_code": "other", "note": "my own words", "version": "1", "key": "a" * 24}
    answer = client.post(address, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Scheme_Manager accepted" in text
    assert "my own words" in text
    assert Decision.objects.count() == 1


def test_declining_asks_for_a_reason_and_keeps_what_was_typed(matched: Matched) -> None:
    client = signed_in(matched.caseworker)
    address = reverse("proposal-decline", args=[matched.proposal(matched.best).number])
    shown = client.get(address).content.decode()
    posted = {name: hidden(shown, name) for name in ("key", "shown", "version")}
    refused = client.post(address, {**posted, "reason_code": "other", "note": " "})
    assert refused.status_code == 422
    assert b"needs a note" in refused.content
    posted["key"] = hidden(refused.content.decode(), "key")
    done = client.post(address, {**posted, "reason_code": "not_interested", "note": "said so"})
    assert done.status_code == 302
    assert Decision.objects.get().reason_code == "not_interested"


def test_a_small_run_is_carried_out_at_once_with_its_switches(matched: Matched) -> None:
    client = signed_in(matched.manager)
    posted = {"scheme": "alpha", "requirement_shown": ["nl>=B1", "years>=1"], "requirement_on": ["years>=1"]}
    answer = client.post(reverse("runs"), {**posted, "key": "b" * 24})
    run = Run.objects.unscoped("test").get(ordinal=2)
    assert answer["Location"] == reverse("run", args=[run.number])
    assert run.settings["dropped"] == ["nl>=B1"]
    assert run.summary["placed"] == 3
    again = client.post(reverse("runs"), {**posted, "before": matched.run.number, "seed": "7"})
    assert again["Location"].endswith(f"/compare/?with={matched.run.number}")
    assert Run.objects.unscoped("test").get(ordinal=3).settings["seed"] == 7
    text = page(matched.manager, "run-compare", run.number, **{"with": matched.run.number})
    assert "Dutch B1" in text
    assert "CHRAIBI" in text


def test_wrong_weights_are_refused_and_stay_typed(matched: Matched) -> None:
    posted = {"scheme": "alpha", "weight_skills": "9000", "weight_country": "20"}
    answer = signed_in(matched.manager).post(reverse("runs"), posted)
    assert answer.status_code == 422
    assert b'value="9000"' in answer.content
    assert signed_in(matched.caseworker).post(reverse("runs"), {"scheme": "alpha"}).status_code == 404


def test_a_waiting_run_shows_its_progress_and_can_be_cancelled(matched: Matched) -> None:
    Run.objects.unscoped("test").update(state="running", step="pairs", progress=20)
    client = signed_in(matched.manager)
    assert client.get(reverse("run", args=[matched.run.number]))["Location"].endswith("/progress/")
    assert "scores of all pairs" in page(matched.manager, "run-progress", matched.run.number)
    client.post(reverse("run-cancel", args=[matched.run.number]))
    assert "asked the run to stop" in page(matched.manager, "run-progress", matched.run.number)
    assert (
        signed_in(matched.caseworker).post(reverse("run-cancel", args=[matched.run.number])).status_code == 404
    )


def test_the_person_agrees_and_the_employer_then_reads_the_name(matched: Matched) -> None:
    accept_all(signed_in(matched.caseworker), matched, row_of(matched))
    person = matched.actors[Role.CANDIDATE]
    sign_in_as(matched.best, person)
    before = page(matched.employer, "referrals")
    assert "ALAMI" not in before
    assert matched.best.number in before
    client = signed_in(person)
    shown = client.get(reverse("own-page")).content.decode()
    referral = Referral.objects.unscoped("test").get()
    posted = {name: hidden(shown, name) for name in ("key", "version", "next")}
    answer = client.post(reverse("referral-agree", args=[referral.number]), posted)
    assert answer["Location"] == reverse("own-page")
    after = page(matched.employer, "referrals")
    assert "ALAMI" in after
    employer = signed_in(matched.employer)
    employer.post(reverse("offer-make", args=[referral.number]), {"key": "c" * 24})
    offer = Offer.objects.get()
    assert "a place is kept" in client.get(reverse("own-page")).content.decode()
    employer.post(reverse("offer-release", args=[offer.number]), {"code": "employer_withdrew", "key": "d" * 24})
    offer.refresh_from_db()
    assert offer.release_code == "employer_withdrew"
    referral.refresh_from_db()
    assert referral.end_code == "employer_withdrew"
    Referral.objects.unscoped("test").update(ended_at=None, end_code="")
    refused = client.post(reverse("referral-end", args=[referral.number]), {"code": "vacancy_closed"})
    assert refused.status_code == 422
    client.post(reverse("referral-end", args=[referral.number]), {"code": "candidate_declined"})
    referral.refresh_from_db()
    assert referral.end_code == "candidate_declined"


def test_the_own_page_tells_no_other_persons_score(matched: Matched) -> None:
    person = matched.actors[Role.CANDIDATE]
    sign_in_as(matched.third, person)
    page(matched.caseworker, "candidate", matched.third.number)
    looked = page(person, "own-looked")
    assert "caseworker" in looked
    assert "Caseworker" not in looked
    text = page(person, "own-page")
    for proposal in (matched.proposal(matched.best), matched.proposal(matched.second)):
        assert f"{proposal.score:,}" not in text


def test_a_pair_can_be_referred_by_hand_with_a_reason(matched: Matched) -> None:
    client = signed_in(matched.caseworker)
    address = reverse("pair-refer", args=[matched.run.number, matched.third.number, matched.developer.number])
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason_code": "interview", "key": "e" * 24}).status_code == 302
    assert Referral.objects.unscoped("test").get().proposal is None


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.EMPLOYMENT_SERVICE])
def test_the_candidate_page_notes_who_read_it(matched: Matched, role: Role) -> None:
    if role is Role.EMPLOYMENT_SERVICE:
        matched.best.brought_by = matched.cast.service
        matched.best.save()
    text = page(matched.actors[role], "candidate", matched.best.number)
    assert ("What the matching runs said" in text) is (role is Role.CASEWORKER)
    assert Event.objects.filter(action="read.candidate", actor=matched.actors[role].id).count() == 1


def test_the_vacancy_page_gives_an_employer_the_facts_only(matched: Matched) -> None:
    accept_all(signed_in(matched.caseworker), matched, row_of(matched))
    assert "ALAMI" in page(matched.caseworker, "vacancy", matched.developer.number)
    text = page(matched.employer, "vacancy", matched.developer.number)
    assert "Java developer" in text
    assert "ALAMI" not in text
    assert matched.best.number not in text


def queries(actor: Actor, route: str, *arguments: str, **query: str) -> int:
    client = signed_in(actor)
    client.get(reverse(route, args=arguments), query)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(route, args=arguments), query)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_rows(matched: Matched) -> None:
    manager, few = matched.manager, matched.run.number
    plain = ("run", "run-record", "run-fairness")
    views = [{"view": one} for one in ("people", "vacancies", "rules")]
    before = [queries(manager, route, few) for route in plain]
    before += [queries(manager, "run", few, **view) for view in views]
    before += [queries(manager, "runs"), queries(manager, "run-compare", few)]
    for number in range(10):
        skilled(matched.cast.alpha, f"Family {number}", "http://data.europa.eu/esco/skill/java")
    many = run_now(matched.cast).number
    after = [queries(manager, route, many) for route in plain]
    after += [queries(manager, "run", many, **view) for view in views]
    after += [queries(manager, "runs"), queries(manager, "run-compare", many)]
    assert after == before
    assert max(after) <= 26


def test_a_rerun_confirms_what_would_change_it(matched: Matched) -> None:
    pair = f"{matched.third.number},{matched.developer.number}"
    text = page(matched.manager, "run", matched.run.number, pair=pair, **{"try": "1"})
    assert "Confirmed by running again" in text
    assert "one place more: 3 in all" in text
    assert "gives this place" in text
    # Two steps in Dutch are needed: no single one is enough, and the page says so.
    pair = f"{matched.third.number},{matched.dutch.number}"
    text = page(matched.manager, "run", matched.run.number, pair=pair, **{"try": "1"})
    assert "none of the first twelve single steps is enough" in text


def test_a_lost_name_or_number_is_searched_among_everybody(matched: Matched) -> None:
    text = page(matched.manager, "run", matched.run.number, view="people", text="chra")
    assert "CHRAIBI" in text
    assert "ALAMI" not in text
    assert "Nobody here" in page(matched.manager, "run", matched.run.number, view="people", outcome="held_back")
