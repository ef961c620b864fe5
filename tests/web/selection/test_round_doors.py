"""The pages of an interview round, from the plan to the answer."""

from datetime import timedelta

import pytest
from actions.interviews.test_rounds import eligible, interview
from django.urls import reverse
from matching_cast import scheme_facts, sign_in_as, state
from people import make_actor, make_cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.interviews.models import Round
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_round_in_the_pages() -> None:
    cast = make_cast()
    state(cast.alpha, scheme_facts())
    staff = cast.actors[Role.CASEWORKER]
    judge = signed_in(make_actor("judge", Role.SCHEME_MANAGER, cast.alpha))
    call, (best, one) = eligible(cast, staff, 2)
    client = signed_in(staff)
    plan = reverse("round-new", args=[call])
    form = {"title": "Round one", "criteria": "Skill; 3", "panel": "judge@example.org"}
    assert client.get(plan).status_code == 200
    wrong = client.post(plan, form)
    assert wrong.status_code == 422
    assert "Round one" in wrong.content.decode()
    assert client.post(plan, {**form, "criteria": "Skill; 3; 10", "panel": "x@example.org"}).status_code == 422
    assert client.post(plan, {**form, "criteria": "Skill; 3; 10"}).status_code == 302
    number = Round.objects.unscoped("test").get().number
    page = reverse("round", args=[number])
    assert client.post(reverse("round-invite", args=[number]), {"minutes": 3}).status_code == 422
    slots = {"first": f"{today() + timedelta(days=6)}T09:00", "minutes": 20, "place": "Room 1"}
    passed = client.post(reverse("round-invite", args=[number]), {**slots, "first": "2020-12-01T09:00"})
    assert passed.status_code == 422
    assert 'value="Room 1"' in passed.content.decode(), "what was typed stays"
    assert client.post(reverse("round-invite", args=[number]), slots).status_code == 302
    sign_in_as(one, cast.actors[Role.CANDIDATE])
    person = signed_in(cast.actors[Role.CANDIDATE])
    assert "Room 1" in person.get(reverse("own-applications")).content.decode()
    assert (
        person.post(reverse("own-interview-answer", args=[interview(one).number]), {"comes": "no"}).status_code
        == 302
    )
    sheet = reverse("interview-sheet", args=[interview(best).number])
    assert judge.post(sheet, {"c1": 4}).status_code == 422  # not declared
    assert judge.post(reverse("round-declare", args=[number])).status_code == 302
    assert judge.get(sheet).status_code == 200
    assert judge.post(sheet, {"c1": 40}).status_code == 422
    assert judge.post(sheet, {"c1": 9}).status_code == 302
    assert client.get(sheet).status_code == 404
    assert client.post(reverse("round-rank", args=[number])).status_code == 422
    absent = reverse("interview-absent", args=[interview(one).number])
    assert client.post(absent, {"round": number})["Location"] == page
    assert client.post(reverse("round-rank", args=[number])).status_code == 302
    assert client.post(absent, {"round": number}).status_code == 302
    assert "90.00" in client.get(page).content.decode()
    assert number in client.get(reverse("rounds")).content.decode()
    own = person.get(reverse("own-applications")).content.decode()
    assert "You were not present at the interview." in own
    assert reverse("own-contest", args=[interview(one).number]) in own
