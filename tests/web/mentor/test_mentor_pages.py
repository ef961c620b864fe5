"""The mentor's door shows what each person ticked; the team names helpers; the person decides."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from stay_cast import Placed, another_placed, make_placed
from web.conftest import signed_in

from passerelle.actions.mentoring.circle import Named, answer_helper, name_helper
from passerelle.actions.returns.planning import Planned, plan_own_end
from passerelle.domain.access.roles import Role
from passerelle.records.mentoring.models import Helper, Meeting, Transfer
from passerelle.records.visits.models import Incident

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 6, 20)
NAMED = {
    "do": "name", "role": "mentor", "name": "Rosa Gil", "contact": "+34 600 000 000", "languages": "es ar",
    "since": "2026-04-01", "email": "mentor@example.org",
}  # fmt: skip


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Placed:
    for module in ("mentees", "own", "staff"):
        monkeypatch.setattr(f"passerelle.web.mentor.{module}.today", lambda: TODAY)
    made = make_placed()
    person = made.hired.candidate.person
    person.phone, person.email = "+212611111111", "amina@example.org"
    person.save()
    return made


def named(placed: Placed) -> Helper:
    staff = signed_in(placed.actor(Role.CASEWORKER))
    assert staff.post(reverse("stay-helpers", args=[placed.stay.number]), NAMED).status_code == 302
    return Helper.objects.unscoped("test").get()


def answer(placed: Placed, row: Helper, *shares: str, said: str = "yes") -> None:
    client = signed_in(placed.actor(Role.CANDIDATE))
    sent = {"answer": said, "shares": list(shares)}
    assert client.post(reverse("own-helper-answer", args=[row.number]), sent).status_code == 302


def test_what_she_ticked_stands_when_her_answer_is_refused(placed: Placed) -> None:
    row, client = named(placed), signed_in(placed.actor(Role.CANDIDATE))
    sent = {"answer": "yes", "shares": ["stay"], "version": row.version + 7}  # somebody changed it meanwhile
    refused = client.post(reverse("own-helper-answer", args=[row.number]), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert re.search(r'name="shares" value="stay" checked', page)
    assert f'action="{reverse("own-helpers")}"' in page
    row.refresh_from_db()
    assert (row.answer, list(row.shares)) == ("", [])


def door(placed: Placed) -> Client:
    return signed_in(placed.actor(Role.MENTOR))


def test_a_mentor_sees_a_name_after_a_yes_and_nothing_else_unticked(placed: Placed) -> None:
    row = named(placed)
    there = reverse("mentee", args=[row.number])
    assert "ALAOUI" not in door(placed).get(reverse("mentees")).content.decode()
    assert door(placed).get(there).status_code == 404
    answer(placed, row)
    assert "ALAOUI" in door(placed).get(reverse("mentees")).content.decode()
    page = door(placed).get(there).content.decode()
    assert "The person agreed to you and shows nothing else." in page
    assert not any(word in page for word in ("+212611111111", "amina@example.org", "Firm", "Huelva"))
    answer(placed, row, said="no")
    assert door(placed).get(there).status_code == 404


def test_a_mentor_reports_an_incident_and_reads_where_it_stands(placed: Placed) -> None:
    row = named(placed)
    answer(placed, row)
    there, mentor = reverse("mentee", args=[row.number]), door(placed)
    said = {"do": "incident", "kind": "exploitation", "text": "They keep her passport."}
    wrong = mentor.post(there, {**said, "kind": ""})
    assert wrong.status_code == 422
    assert "They keep her passport." in wrong.content.decode(), "what was typed stays"
    assert mentor.post(there, said).status_code == 302
    page = mentor.get(there).content.decode()
    assert "They keep her passport." in page
    assert "A welfare officer will look at it." in page
    assert "They keep" not in signed_in(placed.actor(Role.EMPLOYER)).get(reverse("incidents")).content.decode()
    officer = signed_in(placed.actor(Role.WELFARE_OFFICER))
    one = reverse("incident", args=[Incident.objects.unscoped("test").get().number])
    assert "Open it to host and team" in officer.get(one).content.decode()
    assert officer.post(one, {"deed": "open", "version": "1"}).status_code == 302
    assert "They keep" in signed_in(placed.actor(Role.EMPLOYER)).get(one).content.decode()
    assert mentor.get(one).status_code == 404, "the mentor's door shows the own report alone"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("contact", "+212611111111"),
        ("stay", "Huelva"),
        ("courses", "Courses during the stay"),
        ("plan", "legal stay"),
    ],
)
def test_each_tick_shows_its_own_and_nothing_else(placed: Placed, share: str, shown: str) -> None:
    row = named(placed)
    plan_own_end(placed.actor(Role.CANDIDATE), placed.stay.number, Planned("legal_stay"))
    answer(placed, row, share)
    page = door(placed).get(reverse("mentee", args=[row.number])).content.decode()
    everything = {"+212611111111", "Huelva", "Courses during the stay", "legal stay"}
    assert {one for one in everything if one in page} == {shown}


def test_a_meeting_is_written_by_the_mentor_and_read_by_the_person(placed: Placed) -> None:
    row = named(placed)
    answer(placed, row)
    there = reverse("mentee", args=[row.number])
    assert door(placed).post(there, {"on": "2026-07-01", "kind": "video"}).status_code == 422
    sent = {"on": "2026-06-01", "kind": "video", "text": "We spoke of a cooperative."}
    assert door(placed).post(there, sent).status_code == 302
    page = signed_in(placed.actor(Role.CANDIDATE)).get(reverse("own-helpers")).content.decode()
    assert "We spoke of a cooperative." in page


def test_the_person_ends_it(placed: Placed) -> None:
    row = named(placed)
    answer(placed, row)
    answer(placed, row, said="end")
    row.refresh_from_db()
    assert (row.until, row.end_code) == (TODAY, "person_asked")
    assert (
        "the person asked for it"
        in signed_in(placed.actor(Role.CANDIDATE)).get("/me/helpers/").content.decode()
    )


def test_the_team_names_ends_and_writes_down(placed: Placed) -> None:
    row, there = named(placed), reverse("stay-helpers", args=[placed.stay.number])
    staff = signed_in(placed.actor(Role.CASEWORKER))
    for wrong in ({"email": "nobody@example.org"}, {"languages": "xx9"}):
        assert staff.post(there, {**NAMED, **wrong}).status_code == 422
    sent = {"do": "transfer", "topic": "Pruning", "on": "2026-06-01", "audience": "colleagues", "reached": "7"}
    assert staff.post(there, sent).status_code == 302
    assert Transfer.objects.unscoped("test").get().reached == 7
    end = {"do": "end", "helper": row.number, "on": "2026-06-01", "code": "stay_over", "version": "1"}
    assert staff.post(there, end).status_code == 302
    page = staff.get(there).content.decode()
    assert "Pruning" in page
    assert "the stay is over" in page
    for role in (Role.EMPLOYER, Role.WELFARE_OFFICER, Role.MENTOR):
        assert signed_in(placed.actor(role)).get(there).status_code == 404


def test_the_person_writes_down_what_she_passed_on(placed: Placed) -> None:
    client = signed_in(placed.actor(Role.CANDIDATE))
    sent = {"stay": placed.stay.number, "topic": "Drip irrigation", "on": "2026-06-01", "audience": "home_firm"}
    assert client.post(reverse("own-helpers"), sent).status_code == 302
    assert client.post(reverse("own-helpers"), sent).status_code == 422  # said already
    page = client.get(reverse("own-helpers")).content.decode()
    assert "Drip irrigation" in page
    assert "unknown" in page  # how many were reached


def test_the_door_costs_the_same_for_3_and_30_people(placed: Placed) -> None:
    costs = []
    for more in (3, 27):
        for ordinal in range(more):
            stay = another_placed(placed, f"Family{more}{ordinal}")
            one = Named("Rosa", "mentor", date(2026, 4, 1), email="mentor@example.org")
            row = name_helper(placed.actor(Role.CASEWORKER), stay.number, one)
            Helper.objects.unscoped("test").filter(pk=row.pk).update(answer="yes")
        with CaptureQueriesContext(connection) as asked:
            page = door(placed).get(reverse("mentees")).content.decode()
        costs.append(len(asked))
    assert page.count("FAMILY27") == 27
    assert costs[0] == costs[1]


def test_pages_of_one_stay_cost_the_same_for_3_and_30_rows(placed: Placed) -> None:
    row = named(placed)
    answer_helper(placed.actor(Role.CANDIDATE), row.number, "yes", ["stay"])
    pages = {
        "own-helpers": (signed_in(placed.actor(Role.CANDIDATE)), reverse("own-helpers")),
        "mentee": (door(placed), reverse("mentee", args=[row.number])),
        "stay-helpers": (
            signed_in(placed.actor(Role.CASEWORKER)), reverse("stay-helpers", args=[placed.stay.number]),
        ),
    }  # fmt: skip
    costs: dict[str, list[int]] = {name: [] for name in pages}
    for more in (3, 27):
        Meeting.objects.bulk_create(
            Meeting(helper=row, on=TODAY, kind="video", entered_at=row.created_at) for _ in range(more)
        )
        for ordinal in range(more):
            Helper.objects.create(stay=placed.stay, name=f"H{more}{ordinal}", role="colleague", since=TODAY)
            Transfer.objects.create(stay=placed.stay, topic=f"T{more}{ordinal}", on=TODAY, audience="community")
        for name, (client, there) in pages.items():
            with CaptureQueriesContext(connection) as asked:
                assert client.get(there).status_code == 200
            costs[name].append(len(asked))
    assert all(first == second for first, second in costs.values()), costs
