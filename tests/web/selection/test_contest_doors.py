"""Contesting in the pages: one button on any no, and what a refused person's pages never hold."""

import pytest
from django.urls import reverse
from matching_cast import Matched, make_matched, sign_in_as
from people import make_actor
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Person
from passerelle.records.contests.models import Contest, Priority

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched() -> Matched:
    made = make_matched()
    sign_in_as(made.third, made.actors[Role.CANDIDATE])
    return made


def test_a_no_has_one_button_and_its_way_to_the_answer(matched: Matched) -> None:
    client = signed_in(matched.actors[Role.CANDIDATE])
    address = reverse("own-contest", args=[matched.run.number])
    assert address in client.get(reverse("own-page")).content.decode()
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"statement": "Dutch", "years": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    assert client.post(address, {"statement": "I speak Dutch.", "dutch": "B2"}).status_code == 302
    number = Contest.objects.unscoped("test").get().number
    manager = signed_in(make_actor("second", Role.SCHEME_MANAGER, matched.cast.alpha))
    assert number in manager.get(reverse("contests-kept")).content.decode()
    early = manager.post(reverse("contest-decide", args=[number]), {"verdict": "upheld", "answer": "Right."})
    assert early.status_code == 422
    assert "Right." in early.content.decode()
    assert manager.post(reverse("contest-replay", args=[number])).status_code == 302
    page = manager.get(reverse("contest-kept", args=[number])).content.decode()
    assert "The correction changes the result." in page
    done = manager.post(reverse("contest-decide", args=[number]), {"verdict": "upheld", "answer": "Right."})
    assert done.status_code == 302
    assert "Right." in client.get(address).content.decode()
    for show in ("decided", "overdue", "nonsense"):
        assert manager.get(reverse("contests-kept"), {"show": show}).status_code == 200
    for kind in ("csv", "xlsx"):
        assert manager.get(reverse("contests-kept"), {"format": kind}).status_code == 200
    manager.post(reverse("contest-lapse", args=[number]), {"code": "nonsense"})
    manager.post(reverse("contest-lapse", args=[number]), {"code": "person_declined"})
    assert Priority.objects.get().lapsed_code == "person_declined"
    sheet = manager.get(reverse("run-fairness", args=[matched.run.number])).content.decode()
    assert "Share upheld" in sheet


def test_whoever_decided_before_is_told_so(matched: Matched) -> None:
    client = signed_in(matched.actors[Role.CANDIDATE])
    client.post(reverse("own-contest", args=[matched.run.number]), {"statement": "No."})
    number = Contest.objects.unscoped("test").get().number
    page = signed_in(matched.manager).get(reverse("contest-kept", args=[number])).content.decode()
    assert "somebody else answers" in page


def test_the_contest_of_somebody_else_is_nothing(matched: Matched) -> None:
    client = signed_in(matched.actors[Role.CANDIDATE])
    client.post(reverse("own-contest", args=[matched.run.number]), {"statement": "No."})
    number = Contest.objects.unscoped("test").get().number
    mallory = matched.cast.mallory
    assert mallory is not None
    stranger = signed_in(mallory)
    assert stranger.get(reverse("contest-kept", args=[number])).status_code == 404
    assert stranger.post(reverse("contest-replay", args=[number])).status_code == 404
    assert client.get(reverse("own-contest", args=["F-0000000000-0"])).status_code == 404


def _pages(matched: Matched) -> list[bytes]:
    client = signed_in(matched.actors[Role.CANDIDATE])
    found = []
    for address in (reverse("own-page"), reverse("own-contest", args=[matched.run.number])):
        page = client.get(address).content
        found.append(b"\n".join(line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line))
    return found


def test_a_refused_person_reads_her_reason_and_nobody_elses_facts(matched: Matched) -> None:
    """Two worlds that differ in everybody else's private facts give her the same bytes."""
    before = _pages(matched)
    others = Person.objects.unscoped("test").exclude(pk=matched.third.person_id)
    others.update(
        family_name="Otherwise", email="other@example.org", phone="+212600000000", years=9, sex="m",
        nationality="TN", languages=[], skills=[],
    )  # fmt: skip
    assert _pages(matched) == before
