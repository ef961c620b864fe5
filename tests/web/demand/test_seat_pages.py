"""Seats beside committed posts as they were opened, for the funder and the auditor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.actions.training.group_life import open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.domain.access.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def opened(cast: Cast, name: str) -> str:
    manager = cast.actors[Role.SCHEME_MANAGER]
    course = plan_course(manager, "alpha", CourseFacts(title=f"ICT {name}", kind="technical"))
    group = plan_group(manager, course, GroupFacts(name=name, seats=120))
    open_group(manager, group, because=f"the grant of {name} ends in April")
    return group


def test_the_reason_for_seats_without_posts_is_read_by_funder_and_auditor(cast: Cast) -> None:
    group = opened(cast, "First")
    for role in (Role.FUNDER, Role.DATA_PROTECTION_OFFICER, Role.CASEWORKER):
        text = signed_in(cast.actors[role]).get(reverse("seats-opened")).content.decode()
        assert "the grant of First ends in April" in text
        assert (reverse("group", args=[group]) in text) is (role is Role.CASEWORKER)
    exported = signed_in(cast.actors[Role.SCHEME_MANAGER]).get(reverse("seats-opened"), {"format": "csv"})
    assert b"the grant of First" in exported.getvalue()
    assert cast.mallory is not None
    assert "First" not in signed_in(cast.mallory).get(reverse("seats-opened")).content.decode()
    for role in (Role.EMPLOYER, Role.CANDIDATE):
        assert signed_in(cast.actors[role]).get(reverse("seats-opened")).status_code == 404


def test_the_page_asks_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    def asked() -> int:
        client = signed_in(cast.actors[Role.FUNDER])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("seats-opened")).status_code == 200
        return len(queries)

    for place in range(3):
        opened(cast, f"few {place}")
    few = asked()
    for place in range(27):
        opened(cast, f"many {place}")
    assert asked() == few
