"""A person agrees, later schemes look without names, and taking it back leaves nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from people import make_candidate
from stay_cast import make_placed
from wave_cast import Followed, make_followed
from web.conftest import signed_in

from passerelle.actions.alumni.agree import agree
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.alumni import alumni, former_workers
from passerelle.records.alumni.models import Alumna
from passerelle.records.candidates.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def followed() -> Followed:
    found = make_followed()
    Person.objects.unscoped("test").update(
        occupations=["9211"], skills=[{"uri": "http://x/skill/1", "how": "stated"}],
        languages=[{"code": "es", "level": "A2"}], region="MA-06",
    )  # fmt: skip
    return found


def test_nobody_is_in_the_pool_without_her_word(followed: Followed) -> None:
    staff = followed.actor(Role.SCHEME_MANAGER)
    assert alumni(staff) == []
    client = signed_in(followed.actor(Role.CANDIDATE))
    assert client.post(reverse("own-alumni"), {}).status_code == 302
    [found] = alumni(staff)
    assert (found.occupations, found.languages, found.region) == (("9211",), (("es", "A2"),), "MA-06")
    assert Alumna.objects.unscoped("test").get().wording.startswith("I agree")


def test_later_schemes_look_without_names(followed: Followed) -> None:
    agree(followed.actor(Role.CANDIDATE), "I agree")
    assert followed.cast.mallory is not None  # of another scheme
    page = signed_in(followed.cast.mallory).get(reverse("alumni")).content.decode()
    assert "AL-" in page
    for secret in ("Alaoui", "Amina", "+212600000001", followed.journey.candidate.person.number):
        assert secret not in page
    assert signed_in(followed.actor(Role.EMPLOYER)).get(reverse("alumni")).status_code == 404
    with pytest.raises(NotPermitted):
        alumni(followed.actor(Role.FUNDER))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"occupation": "92"}, 1), ({"occupation": "71"}, 0), ({"skill": "http://x/skill/1"}, 1),
        ({"language": "es"}, 1), ({"language": "fr"}, 0), ({"region": "MA-06"}, 1), ({"region": "MA-01"}, 0),
    ],
)  # fmt: skip
def test_the_pool_is_searched(followed: Followed, wanted: dict[str, str], found: int) -> None:
    agree(followed.actor(Role.CANDIDATE), "I agree")
    assert len(alumni(followed.actor(Role.CASEWORKER), **wanted)) == found


def test_taking_it_back_leaves_nothing(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CANDIDATE))
    client.post(reverse("own-alumni"), {})
    assert "You agreed" in client.get(reverse("own-alumni")).content.decode()
    client.post(reverse("own-alumni"), {"back": "1"})
    client.post(reverse("own-alumni"), {"back": "1"})  # twice changes nothing
    row = Alumna.objects.unscoped("test").get()
    assert (row.name, row.phone, row.occupations, row.skills, row.wording) == ("", "", None, None, "")
    assert alumni(followed.actor(Role.CASEWORKER)) == []


def test_a_season_asks_former_workers_who_agree() -> None:
    placed = make_placed()
    staff, host = placed.actor(Role.CASEWORKER), placed.stay.host_id
    assert not former_workers(staff, host).exists()
    row = agree(placed.actor(Role.CANDIDATE), "I agree")
    assert [one.pk for one in former_workers(staff, host)] == [row.pk]
    assert not former_workers(staff, placed.hired.cast.service.pk).exists()


def test_the_pool_takes_the_same_queries_for_3_and_30(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CASEWORKER))

    def counted(first: int, last: int) -> int:
        for number in range(first, last):
            person = make_candidate(followed.cast.alpha, f"N{number}").person
            Alumna.objects.create(person=person, given_at=timezone.now(), occupations=["9211"])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("alumni"))
        return len(queries)

    counted(0, 1)
    assert counted(1, 3) == counted(3, 30)
