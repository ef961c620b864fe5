"""Placements: many confirmed in one act, one stay's page, and the person's own."""

from datetime import date, timedelta

import pytest
from contract_cast import Hired
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from leaving_cast import at_work, back_home, depart, make_leaving, move
from stay_cast import make_placed
from web.conftest import signed_in

from passerelle.actions.stays.ask_change import ask_change
from passerelle.domain.access.roles import Role
from passerelle.domain.stays.changes import Wish
from passerelle.records.journeys.models import Journey
from passerelle.records.stays.models import Recall, SeasonRight, Stay, StayChange, StayItem
from passerelle.web.stay import placements as pages

pytestmark = [pytest.mark.django_db]


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def client_of(hired: Hired, role: Role) -> Client:
    return signed_in(hired.cast.actors[role])


def post(client: Client, stay: Stay, deed: str, **fields: object) -> int:
    return client.post(reverse("stay", args=[stay.number]), {"deed": deed, **fields}).status_code


def test_an_employer_confirms_everybody_of_the_list_in_one_act() -> None:
    hired = make_leaving(3)
    depart(hired)
    employer = client_of(hired[0], Role.EMPLOYER)
    page = employer.get(reverse("stays")).content.decode()
    assert "What is due from you" in page
    answer = employer.post(
        reverse("stays"), {"deed": "confirm", "all": "1", "arrived_on": ago(2), "started_on": ago(1)}
    )
    assert answer.status_code == 302
    assert set(Journey.objects.unscoped("t").values_list("stage", flat=True)) == {"in_placement"}
    assert "3 people" in employer.get(reverse("stays")).content.decode()


def test_a_list_longer_than_one_act_says_how_many_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 2)
    hired = make_leaving(3)
    depart(hired)
    staff = client_of(hired[0], Role.CASEWORKER)
    assert "(the first 2 in this act, then the rest)" in staff.get(reverse("stays")).content.decode()
    sent = {"deed": "confirm", "all": "1", "arrived_on": ago(2), "started_on": ago(1)}
    staff.post(reverse("stays") + "?state=awaited", sent)
    page = staff.get(reverse("stays"), {"state": "awaited"}).content.decode()
    assert "2 people. 1 of this list is left: choose all once more." in page
    assert "in this act" not in page
    staff.post(reverse("stays") + "?state=awaited", sent)
    assert set(Journey.objects.unscoped("t").values_list("stage", flat=True)) == {"in_placement"}


def test_a_wrong_day_comes_back_with_the_rows_still_ticked_and_nothing_kept() -> None:
    hired = make_leaving(2)
    first, _second = depart(hired)
    staff = client_of(hired[0], Role.CASEWORKER)
    sent = {"deed": "confirm", "stay": [first.number], "arrived_on": ago(-3)}
    answer = staff.post(reverse("stays"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This day is still to come." in page
    assert f'value="{first.number}" aria-label="{first.number}" checked' in page
    assert not Stay.objects.unscoped("t").exclude(arrived_on=None).exists()


def test_what_is_overdue_comes_first_and_filters_narrow() -> None:
    hired = make_leaving(3)
    stays = depart(hired)
    Stay.objects.unscoped("t").filter(pk=stays[2].pk).update(due_on=ago(4))
    staff = client_of(hired[0], Role.CASEWORKER)
    page = staff.get(reverse("stays")).content.decode()
    assert "4 days late" in page
    assert page.index(stays[2].number) < page.index(stays[0].number)
    late = staff.get(reverse("stays"), {"state": "overdue"}).content.decode()
    assert stays[2].number in late
    assert stays[0].number not in late
    for wanted in ({"kind": "visit"}, {"text": "nobody"}, {"state": "ended"}, {"state": "asked"}):
        assert "No placement fits" in staff.get(reverse("stays"), wanted).content.decode()
    for wanted in (
        {"text": stays[0].number}, {"text": "Person0"}, {"state": "awaited", "scheme": "alpha"},
    ):  # fmt: skip
        assert "No placement fits" not in staff.get(reverse("stays"), wanted).content.decode()
    for state in ("under_way", "ending", "season_over"):
        assert staff.get(reverse("stays"), {"state": state}).status_code == 200


def test_the_page_of_a_stay_says_who_said_what_and_what_is_not_known_here() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    staff, employer = client_of(hired, Role.CASEWORKER), client_of(hired, Role.EMPLOYER)
    assert post(employer, stay, "confirm", arrived_on=ago(3), place="Huelva") == 302
    assert post(staff, stay, "confirm", arrived_on=ago(2)) == 302
    page = staff.get(reverse("stay", args=[stay.number])).content.decode()
    assert "the employer or host" in page
    assert "What this country asks is not known here" in page
    assert "Welfare_Officer" in page
    assert post(staff, stay, "item", code="bank", state="done", on=ago(1), evidence="card seen") == 302
    assert post(staff, stay, "item", code="bank", state="not_needed", on=ago(1)) == 422
    assert StayItem.objects.get(replaced_at=None).evidence == "card seen"
    assert "card seen" in employer.get(reverse("stay", args=[stay.number])).content.decode()
    stay.refresh_from_db()
    plan = {"planned_from": ago(1), "planned_until": ago(-90), "site": "Lepe", "version": stay.version}
    assert post(staff, stay, "plan", **plan) == 302
    assert post(staff, stay, "plan", **plan) == 422  # somebody changed it meanwhile


def test_a_change_is_asked_on_the_phone_and_decided_on_the_page() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    person, staff = client_of(hired, Role.CANDIDATE), client_of(hired, Role.CASEWORKER)
    own = reverse("own-stay")
    asked = {"stay": stay.number, "deed": "ask", "kind": "extension"}
    assert person.post(own, asked).status_code == 422
    assert person.post(own, {**asked, "until": ago(-400)}).status_code == 302
    change = StayChange.objects.unscoped("t").get()
    page = staff.get(reverse("stay", args=[stay.number])).content.decode()
    assert "Nothing is held here for this route about:" in page
    assert "Missing: the last day of the permit" in page
    told = {"change": change.number, "version": change.version, "noticed_on": ago(3)}
    assert post(staff, stay, "weigh", **{**told, "noticed_on": ago(-3)}) == 422
    assert post(staff, stay, "weigh", **told) == 302
    assert "The authority was told on" in person.get(own).content.decode()
    change.refresh_from_db()
    sent = {"change": change.number, "version": change.version, "answer": "accepted", "note": "All agree."}
    assert post(client_of(hired, Role.EMPLOYER), stay, "decide", **sent) == 200  # no such form for a host
    assert post(staff, stay, "decide", **{**sent, "note": ""}) == 422
    assert post(staff, stay, "decide", **sent) == 302
    assert "All agree." in person.get(own).content.decode()


def test_the_person_says_when_she_arrived_and_only_that_she_asks_about_her_family() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    person, employer = client_of(hired, Role.CANDIDATE), client_of(hired, Role.EMPLOYER)
    assert "Say when you arrived." in person.get(reverse("own-page")).content.decode()
    own = reverse("own-stay")
    said = {"stay": stay.number, "deed": "confirm", "arrived_on": ago(1), "started_on": ago(1)}
    assert person.post(own, said).status_code == 302
    assert "Say when you arrived." not in person.get(reverse("own-page")).content.decode()
    before = employer.get(reverse("stay", args=[stay.number])).content.decode()
    assert person.post(own, {"stay": stay.number, "deed": "family"}).status_code == 302
    assert "You asked on" in person.get(own).content.decode()
    after = employer.get(reverse("stay", args=[stay.number])).content.decode()
    assert ("family" in after.lower()) is ("family" in before.lower()) is False
    assert person.post(own, {"stay": "ST-1", "deed": "confirm"}).status_code == 404
    assert person.post(own, {"stay": stay.number, "deed": "dance"}).status_code == 404
    assert person.get(reverse("stays")).status_code == 404


def test_seasons_are_called_back_from_the_list_and_the_permits_demand_is_told_plainly() -> None:
    hired = make_leaving(2, kind="seasonal")
    stays = depart(hired)
    staff, employer = client_of(hired[0], Role.CASEWORKER), client_of(hired[0], Role.EMPLOYER)
    right = {"months_a_year": 9, "return_duty": "true", "source": "GECCO order", "valid_from": ago(10)}
    assert post(staff, stays[0], "right", **right) == 302
    assert SeasonRight.objects.get().return_duty is True
    own = client_of(hired[0], Role.CANDIDATE).get(reverse("own-stay")).content.decode()
    assert "it demands return after each season" in own
    assert "9 months a year at most" in own
    for one in hired:
        move(one, "arrived")
        move(one, "season_started")
        move(one, "returned")
    over = reverse("stays") + "?state=season_over"
    assert stays[1].number in employer.get(over).content.decode()
    answer = {"deed": "recall", "stay": [stays[0].number], "code": "recalled", "season": 2027}
    assert employer.post(over, answer).status_code == 302
    assert post(employer, stays[1], "recall", code="fewer_posts", season=2027) == 302
    assert sorted(Recall.objects.values_list("recalled", flat=True)) == [False, True]
    assert "There are fewer posts" in staff.get(reverse("stay", args=[stays[1].number])).content.decode()


def test_a_visits_page_counts_the_days_left_and_remote_work_has_no_arrival() -> None:
    [hired] = make_leaving(kind="business_visit")
    [stay] = depart([hired])
    move(hired, "arrived")
    move(hired, "visit_started")
    person, staff = client_of(hired, Role.CANDIDATE), client_of(hired, Role.CASEWORKER)
    for page in (reverse("stay", args=[stay.number]), reverse("own-stay")):
        client = person if page == reverse("own-stay") else staff
        assert "90 left today" in client.get(page).content.decode()
    Stay.objects.unscoped("t").update(kind="remote", started_on=None)
    assert "nobody travels" in staff.get(reverse("stay", args=[stay.number])).content.decode()
    assert "I arrived on" not in person.get(reverse("own-stay")).content.decode()


def test_strangers_find_nothing() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    assert hired.cast.mallory is not None
    stranger = signed_in(hired.cast.mallory)
    assert stranger.get(reverse("stay", args=[stay.number])).status_code == 404
    assert stay.number not in stranger.get(reverse("stays")).content.decode()


def test_a_list_of_3_and_of_30_asks_the_same_number_of_queries() -> None:
    hired = make_leaving(30)
    stays = depart(hired)
    staff = client_of(hired[0], Role.CASEWORKER)
    counts = []
    Stay.objects.unscoped("t").filter(pk__in=[one.pk for one in stays[3:]]).update(kind="study")
    staff.get(reverse("stays"))
    for wanted in ({"kind": "work"}, {"kind": "study"}):
        with CaptureQueriesContext(connection) as asked:
            staff.get(reverse("stays"), wanted)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_was_stated_of_a_change_stands_in_its_form_again() -> None:
    hired, stay = at_work()
    staff = client_of(hired, Role.CASEWORKER)
    change = ask_change(hired.staff, stay.number, Wish("employer"))
    assert post(staff, stay, "weigh", change=change.number, version=change.version, breach="true") == 302
    page = staff.get(reverse("stay", args=[stay.number])).content.decode()
    assert '<option value="true" selected>' in page
    # A host reads nothing of it.
    assert (
        change.number
        not in client_of(hired, Role.EMPLOYER).get(reverse("stay", args=[stay.number])).content.decode()
    )


def test_a_job_at_home_is_recorded_from_the_case() -> None:
    hired = back_home()
    staff, case = client_of(hired, Role.CASEWORKER), hired.journey.number
    address = reverse("home-job", args=[case])
    assert address in staff.get(reverse("case", args=[case])).content.decode()
    page = staff.get(address, {"vacancy": "V-7"}).content.decode()
    assert 'value="V-7"' in page
    sent = {"started_on": ago(2), "employer": "Vent du Sud", "country": "MA"}
    refused = staff.post(address, {**sent, "vacancy": "V-7"})
    assert refused.status_code == 422
    assert "Vent du Sud" in refused.content.decode()  # what was typed is kept
    assert staff.post(address, sent).status_code == 302
    assert Stay.objects.unscoped("t").get(kind="home").host.name == "Vent du Sud"
    assert signed_in(hired.cast.mallory).get(address).status_code == 404  # type: ignore[arg-type]
    assert client_of(hired, Role.EMPLOYER).get(address).status_code == 404


def test_whoever_may_not_read_contracts_sees_the_number_without_a_link() -> None:
    """A link that answers 404 tells an officer that something is broken."""
    placed = make_placed()
    contract = placed.stay.contract
    assert contract is not None
    link, address = reverse("contract", args=[contract.number]), reverse("stay", args=[placed.stay.number])
    assert link in signed_in(placed.actor(Role.CASEWORKER)).get(address).content.decode()
    seen = signed_in(placed.actor(Role.WELFARE_OFFICER)).get(address).content.decode()
    assert contract.number in seen
    assert link not in seen
