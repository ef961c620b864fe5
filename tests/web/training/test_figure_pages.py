"""Figures of training: funders read counts without names and without small ones; the team reads all."""

from datetime import date
from functools import partial

import pytest
from django.test import Client
from training_cast import School, days_ago, make_running, queries_of

from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.leave import leave
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User

pytestmark = [pytest.mark.django_db]


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def learnt(people: int) -> School:
    """A German course in which all but three men passed B1, and one of them left."""
    facts = {"title": "German", "kind": "language", "language": "de", "level": "B1", "skills": ()}
    school = make_running(people=people, seats=people, **facts)
    numbers = school.numbers()
    for place, one in enumerate(school.people):
        one.person.sex, one.person.birth_date = "m" if place < 3 else "f", date(1999, 1, 1)
        one.person.save()
    attend(school.trainer, school.group, [Mark(one, days_ago(1), "present") for one in numbers])
    leave(school.trainer, school.enrolments()[numbers[0]].number, code="hours")
    results = [Result(one, place >= 3) for place, one in enumerate(numbers) if place]
    enter_results(school.trainer, school.group, results, issued_on=days_ago(0))
    return school


def test_a_funder_reads_no_name_and_no_small_count() -> None:
    school = learnt(40)
    page = client_of(school.cast.actors[Role.FUNDER]).get("/training/figures/").content.decode()
    assert "not told" in page
    assert "Family0" not in page
    assert "A count of 1 to 9 is not told" in page
    assert ">40<" in page  # enrolled, in all
    lines = client_of(school.cast.actors[Role.FUNDER]).get("/training/figures/?format=csv").content.decode()
    by_sex = [line for line in lines.splitlines() if line.startswith("sex")]
    assert by_sex == ["sex,f,not told,not told,not told,0", "sex,m,not told,not told,0,not told"]


@pytest.mark.parametrize("role", [Role.SCHEME_MANAGER, Role.CASEWORKER])
def test_the_team_reads_every_count_and_why_people_left(role: Role) -> None:
    school = learnt(6)
    lines = client_of(school.cast.actors[role]).get("/training/figures/?format=csv").content.decode()
    assert "sex,m,3,3,0,1" in lines
    assert "sex,f,3,3,3,0" in lines
    page = client_of(school.cast.actors[role]).get("/training/figures/?scheme=alpha").content.decode()
    assert "the hours do not fit" in page
    assert "German" in page
    assert "not told" not in page
    assert "Family0" not in page


def test_figures_of_other_schemes_are_out_of_reach() -> None:
    school = learnt(4)
    assert client_of(school.cast.actors[Role.FUNDER]).get("/training/figures/?scheme=beta").status_code == 404
    assert school.cast.mallory
    assert client_of(school.cast.mallory).get("/training/figures/?scheme=alpha").status_code == 404
    for role in (Role.EMPLOYER, Role.CANDIDATE, Role.EMPLOYMENT_SERVICE):
        assert client_of(school.cast.actors[role]).get("/training/figures/").status_code == 404
    assert client_of(school.trainer).get("/training/figures/").status_code == 404


def test_figures_of_many_take_as_many_queries_as_of_few() -> None:
    school = make_running(people=33, seats=33)
    read = partial(client_of(school.cast.actors[Role.FUNDER]).get, "/training/figures/")
    counts = set()
    for people in (school.numbers()[:3], school.numbers()[3:]):
        enter_results(
            school.trainer, school.group, [Result(one, True) for one in people], issued_on=days_ago(0)
        )
        counts.add(queries_of(read))
    assert len(counts) == 1
