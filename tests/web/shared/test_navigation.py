"""The navigation: calm for those who open much, flat for those who open little, nobody sees a closed door."""

import pytest
from django.urls import resolve, reverse
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.web.shared.layout import AREAS, AT_A_GLANCE, may_open

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _navigation(cast: Cast, role: Role, route: str):  # noqa: ANN202
    return signed_in(cast.actors[role]).get(reverse(route)).context["navigation"]


def test_a_manager_sees_areas_and_the_entries_of_the_one_they_are_in(cast: Cast) -> None:
    found = _navigation(cast, Role.SCHEME_MANAGER, "contracts")
    assert len(found.areas) <= len(AREAS)
    assert [one.current for one in found.areas].count("true") == 1
    assert [one.url for one in found.entries if one.current == "page"] == [reverse("contracts")]
    assert reverse("fees") in [one.url for one in found.entries]
    assert reverse("caseload") not in [one.url for one in found.entries]


def test_a_page_inside_a_list_belongs_to_the_list(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    page = client.get(reverse("candidate", args=[cast.candidate.number])).context["navigation"]
    assert [one.url for one in page.entries if one.current] == [reverse("candidates")]


def test_whoever_reads_no_scheme_begins_at_their_own_work(cast: Cast) -> None:
    start = signed_in(cast.actors[Role.MENTOR]).get(reverse("portfolio"), follow=True)
    assert start.redirect_chain[-1][0] == reverse("mentees")
    assert reverse("portfolio") not in {one.url for one in start.context["navigation"].areas}


@pytest.mark.parametrize("role", [Role.TRAINING_PROVIDER, Role.LAW_REVIEWER])
def test_who_opens_few_pages_sees_them_all_at_once(cast: Cast, role: Role) -> None:
    actor = cast.actors[role]
    theirs = {reverse(route) for _word, routes in AREAS for route, _name in routes if may_open(actor, route)}
    found = _navigation(cast, role, "portfolio")
    assert found.entries == ()
    assert {one.url for one in found.areas} == theirs
    assert len(theirs) <= AT_A_GLANCE


def test_a_person_comes_from_each_page_of_their_own_to_every_other_in_two_steps(cast: Cast) -> None:
    mine = {
        str(word): [reverse(route) for route, _name in routes]
        for word, routes in AREAS
        if all(route.startswith("own-") for route, _name in routes)
    }
    assert list(mine) == ["My page", "In confidence", "My stay", "After my stay"]
    for theirs in mine.values():
        found = _navigation(cast, Role.CANDIDATE, resolve(theirs[-1]).view_name)
        assert [one.url for one in found.entries] == (theirs if len(theirs) > 1 else [])
        assert [one.url for one in found.areas if str(one.url).startswith("/me/")] == [
            one[0] for one in mine.values()
        ]
        assert len(found.areas) <= AT_A_GLANCE


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_navigation_opens(cast: Cast, role: Role) -> None:
    client = signed_in(cast.actors[role])
    start = client.get(reverse("portfolio"), follow=True)
    for area in start.context["navigation"].areas:
        answer = client.get(str(area.url), follow=True)
        assert answer.status_code == 200, (role, area.url)
        for entry in answer.context["navigation"].entries:
            assert client.get(str(entry.url)).status_code == 200, (role, entry.url)
