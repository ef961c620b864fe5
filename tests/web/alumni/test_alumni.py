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
from passerelle.domain.followups.alumni import FACTS, Agreement
from passerelle.queries.home.alumni import Wanted, alumni, line_of
from passerelle.records.alumni.models import Alumna
from passerelle.records.candidates.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AGREES = {"facts": list(FACTS), "purposes": ["calls"]}
SENTENCE = Agreement("I agree")


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
    assert list(alumni(staff)) == []
    client = signed_in(followed.actor(Role.CANDIDATE))
    assert client.post(reverse("own-alumni"), AGREES).status_code == 302
    [found] = map(line_of, alumni(staff))
    assert (found.occupations, found.languages, found.region) == (("9211",), (("es", "A2"),), "MA-06")
    assert Alumna.objects.unscoped("test").get().wording.startswith("I agree")


def test_later_schemes_look_without_names(followed: Followed) -> None:
    agree(followed.actor(Role.CANDIDATE), SENTENCE)
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
    agree(followed.actor(Role.CANDIDATE), SENTENCE)
    assert alumni(followed.actor(Role.CASEWORKER), Wanted(**wanted)).count() == found


def test_taking_it_back_leaves_nothing(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CANDIDATE))
    client.post(reverse("own-alumni"), AGREES)
    assert "You agreed" in client.get(reverse("own-alumni")).content.decode()
    client.post(reverse("own-alumni"), {"back": "1"})
    client.post(reverse("own-alumni"), {"back": "1"})  # twice changes nothing
    row = Alumna.objects.unscoped("test").get()
    assert (row.name, row.phone, row.occupations, row.skills, row.wording) == ("", "", None, None, "")
    assert not alumni(followed.actor(Role.CASEWORKER)).exists()


def test_a_season_asks_former_workers_who_agree_to_it() -> None:
    placed = make_placed()
    staff, host = placed.actor(Role.CASEWORKER), Wanted(host=placed.stay.host.number)
    row = agree(placed.actor(Role.CANDIDATE), Agreement("I agree", purposes=frozenset({"seasons"})))
    assert not alumni(staff, host).exists()  # her stay goes on
    placed.stay.ended_on, placed.stay.end_code = placed.stay.planned_from, "planned"
    placed.stay.save()
    assert [one.pk for one in alumni(staff, host)] == [row.pk]
    assert not alumni(staff).exists()  # she agreed to no call
    assert not alumni(placed.hired.cast.mallory, host).exists()  # who reads no stay of that host
    assert not alumni(staff, Wanted(host=placed.hired.cast.service.number)).exists()
    agree(placed.actor(Role.CANDIDATE), Agreement("I agree", purposes=frozenset({"calls"})))
    assert not alumni(staff, host).exists()


def test_only_what_is_covered_is_kept_and_shown(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CANDIDATE))
    client.post(reverse("own-alumni"), {"facts": ["languages"], "purposes": ["calls"]})
    row = Alumna.objects.unscoped("test").get()
    assert (row.occupations, row.skills, row.region, row.facts) == (None, None, "", ["languages"])
    assert "skills" not in row.wording
    staff = followed.actor(Role.CASEWORKER)
    assert not alumni(staff, Wanted(occupation="92")).exists()
    assert alumni(staff, Wanted(language="es")).exists()


def test_an_agreement_to_nothing_is_none(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CANDIDATE))
    answer = client.post(reverse("own-alumni"), {"facts": ["skills"]})
    assert answer.status_code == 422
    assert "Choose at least one purpose." in answer.content.decode()
    assert not Alumna.objects.unscoped("test").exists()


def test_agreeing_again_with_the_old_form_counts_again(followed: Followed) -> None:
    client = signed_in(followed.actor(Role.CANDIDATE))
    form = {**AGREES, "key": "k1"}
    client.post(reverse("own-alumni"), form)
    client.post(reverse("own-alumni"), {"back": "1"})
    client.post(reverse("own-alumni"), form)
    row = Alumna.objects.unscoped("test").get()
    assert (row.withdrawn_at, row.occupations) == (None, ["9211"])


def test_whoever_fits_is_found_however_large_the_pool_is(followed: Followed) -> None:
    people = Person.objects.bulk_create(
        [Person(family_name=f"N{one}", search_name="n") for one in range(2_050)]
    )
    now = timezone.now()
    rows = [Alumna(person=one, given_at=now, occupations=["7115"], region="MA-01") for one in people]
    Alumna.objects.bulk_create(rows)
    last = Alumna.objects.unscoped("test").order_by("-number").first()
    Alumna.objects.unscoped("test").filter(pk=last.pk).update(occupations=["9211"], region="MA-06")
    staff = followed.actor(Role.CASEWORKER)
    assert [one.pk for one in alumni(staff, Wanted(occupation="921"))] == [last.pk]
    page = signed_in(staff).get(reverse("alumni"), {"occupation": "7115"}).content.decode()
    assert "AL-" in page
    assert alumni(staff).count() == 2_050


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
