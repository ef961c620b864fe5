"""Every route has a row in the table of access, and the table holds."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from people import Cast
from web.conftest import signed_in

from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import PERMISSIONS, Role
from passerelle.records.partnerships.models import Membership
from passerelle.web.shared.access import OPEN, ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _names(entry)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            yield entry.name


NAMES = sorted(set(_names(get_resolver())))
WITHOUT_ARGUMENTS = [name for name in NAMES if not get_resolver().reverse_dict.getlist(name)[0][0][0][1]]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(ROUTES) == set(NAMES)


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_a_visitor_is_shown_the_sign_in_page(name: str) -> None:
    answer = Client().get(reverse(name))
    if ROUTES[name] is OPEN:
        assert answer.status_code in {200, 302, 405}
        assert reverse("sign-in") not in answer.get("Location", "")
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_its_permissions_open(cast: Cast, role: Role) -> None:
    client = signed_in(cast.actors[role])
    for name in WITHOUT_ARGUMENTS:
        rule = ROUTES[name]
        may = not isinstance(rule, tuple) or bool(set(rule) & PERMISSIONS[role])
        status = client.get(reverse(name)).status_code
        assert (status == 404) is not may, (role, name, status)
        assert status < 500


def test_what_lies_out_of_scope_looks_like_what_does_not_exist(cast: Cast) -> None:
    assert cast.mallory is not None
    client = signed_in(cast.mallory)
    foreign = [
        (reverse("scheme", args=["alpha"]), reverse("scheme", args=["nothing"])),
        (reverse("candidate", args=[cast.candidate.number]), reverse("candidate", args=["C-0000000000-0"])),
        (reverse("vacancy", args=[cast.vacancy.number]), reverse("vacancy", args=["V-0000000000-0"])),
    ]
    for there, nowhere in foreign:
        one, other = client.get(there), client.get(nowhere)
        assert one.status_code == other.status_code == 404
        # The address is the only thing that may differ.
        assert _without_token(one, there) == _without_token(other, nowhere)


def _without_token(answer: HttpResponse, address: str) -> str:
    lines = answer.content.decode().replace(address, "").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_a_role_withdrawn_ends_with_the_next_click(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    assert client.get(reverse("candidates")).status_code == 200
    Membership.objects.filter(role=Role.CASEWORKER).delete()
    assert client.get(reverse("candidates")).status_code == 404


def test_the_table_names_permissions_that_somebody_holds() -> None:
    held = set().union(*PERMISSIONS.values())
    for rule in ROUTES.values():
        if isinstance(rule, tuple):
            assert set(rule) <= held
            assert all(isinstance(permission, Permission) for permission in rule)
