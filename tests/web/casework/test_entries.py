"""A form is a list of one row: the same faults, the same action; nothing typed is lost."""

import pytest
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.casework import entries

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_vacancy_is_added_and_changed_by_hand(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    typed = {
        "scheme": "alpha",
        "title": "Cook",
        "employer": "Bistro",
        "country": "BE",
        "posts": "2",
        "languages": "fr:B1",
    }
    assert client.post(reverse("vacancy-new"), typed)["Location"] == "/vacancies/?scheme=alpha"
    vacancy = Vacancy.objects.unscoped("test").get(title="Cook")
    assert (vacancy.posts, vacancy.places.count(), vacancy.languages[0]["level"]) == (2, 2, "B1")
    address = reverse("vacancy-edit", args=[vacancy.number])
    assert b'value="Cook"' in client.get(address).content
    client.post(address, {**typed, "title": "Chef", "version": vacancy.version})
    vacancy.refresh_from_db()
    assert (vacancy.title, vacancy.version) == ("Chef", 2)


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    page = client.post(reverse("candidate-new"), {"scheme": "alpha", "family_name": "Benali", "eqf": "12"})
    assert page.status_code == 422
    assert b'value="Benali"' in page.content
    assert b'value="12"' in page.content
    assert not Candidate.objects.unscoped("test").filter(person__family_name="Benali").exists()


def test_two_people_who_change_one_record_notice_each_other(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    client.post(reverse("candidate-new"), {"scheme": "alpha", "family_name": "Benali", "eqf": "4"})
    candidate = Candidate.objects.unscoped("test").get(person__family_name="Benali")
    address, version = reverse("candidate-edit", args=[candidate.number]), candidate.person.version
    typed = {"scheme": "alpha", "family_name": "Benali", "version": version}
    assert client.post(address, {**typed, "eqf": "5"}).status_code == 302
    second = client.post(address, {**typed, "eqf": "6"})
    assert second.status_code == 422
    assert b'value="6"' in second.content
    assert b"Kept now:" in second.content
    candidate.person.refresh_from_db()
    assert candidate.person.eqf == 5


@pytest.mark.parametrize(("role", "status"), [(Role.EMPLOYER, 404), (Role.FUNDER, 404), (Role.CASEWORKER, 200)])
def test_only_those_who_may_write_find_the_form(cast: Cast, role: Role, status: int) -> None:
    client = signed_in(cast.actors[role])
    assert client.get(reverse("vacancy-edit", args=[cast.vacancy.number])).status_code == status
    assert client.get(reverse("candidate-edit", args=[cast.candidate.number])).status_code == status


def test_a_form_sent_twice_adds_one_person(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    typed = {"scheme": "alpha", "family_name": "Benali", "key": "0123456789abcdef01234567"}
    answers = [client.post(reverse("candidate-new"), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Candidate.objects.unscoped("test").filter(person__family_name="Benali").count() == 1


def test_a_change_sent_twice_is_answered_alike(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    client.post(reverse("candidate-new"), {"scheme": "alpha", "family_name": "Benali", "eqf": "4"})
    candidate = Candidate.objects.unscoped("test").get(person__family_name="Benali")
    typed = {"scheme": "alpha", "family_name": "Benali", "eqf": "5", "key": "0123456789abcdef01234567"}
    address = reverse("candidate-edit", args=[candidate.number])
    answers = [client.post(address, {**typed, "version": candidate.person.version}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    candidate.person.refresh_from_db()
    assert candidate.person.version == 2


def test_a_save_that_slips_in_between_is_noticed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    client.post(reverse("candidate-new"), {"scheme": "alpha", "family_name": "Benali", "eqf": "4"})
    candidate = Candidate.objects.unscoped("test").get(person__family_name="Benali")
    real = entries.Entry.must_be_unchanged

    def slow(entry: entries.Entry) -> None:
        real(entry)
        person = Candidate.objects.unscoped("test").get(pk=candidate.pk).person
        person.years, person.version = 7, person.version + 1
        person.save()

    monkeypatch.setattr(entries.Entry, "must_be_unchanged", slow)
    typed = {"scheme": "alpha", "family_name": "Benali", "eqf": "5", "version": candidate.person.version}
    assert client.post(reverse("candidate-edit", args=[candidate.number]), typed).status_code == 422
    candidate.person.refresh_from_db()
    assert (candidate.person.years, candidate.person.eqf) == (7, 4)
