"""Who was called back by host and season, what a host owes, and a strange scheme's silence."""

import pytest
from django.utils import timezone
from leaving_cast import depart, make_leaving, move

from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.seasons import recall
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.stays.recalls import (
    RecallRow,
    recalled_people,
    recalls_by_host,
    recalls_of,
    without_an_answer,
)
from passerelle.queries.stays.stay_duties import duties

pytestmark = [pytest.mark.django_db]


def test_recalls_are_counted_by_host_and_season_within_reach() -> None:
    hired = make_leaving(3, kind="seasonal")
    stays = depart(hired)
    today = timezone.localdate()
    confirm_stays(hired[0].staff, [Confirmed(one.number, today, today) for one in stays])
    for one in hired:
        move(one, "returned")
    actors = hired[0].cast.actors
    officer, employer = actors[Role.WELFARE_OFFICER], actors[Role.EMPLOYER]
    assert [one.code for one in duties(employer, today=today)] == ["pay", "season_over"]
    assert without_an_answer(officer).count() == 3
    recall(employer, [one.number for one in stays[:2]], season=today.year + 1)
    recall(employer, [stays[2].number], season=today.year + 1, code="fewer_posts")
    assert recalls_by_host(officer, scheme="alpha") == [RecallRow("Firm", today.year + 1, 2, 1)]
    assert recalled_people(officer, stays) == {stays[0].pk: True, stays[1].pk: True, stays[2].pk: False}
    no = [one for one in recalls_of(officer, host=stays[0].host_id, season=today.year + 1) if one.code]
    assert [one.stay_id for one in no] == [stays[2].pk]
    assert without_an_answer(officer, host=stays[0].host_id).count() == 0
    assert hired[0].cast.mallory is not None
    assert recalls_of(hired[0].cast.mallory) == []
    with pytest.raises(NotPermitted):
        recalls_of(actors[Role.FUNDER])


def test_a_host_owes_arrivals_with_their_earliest_day() -> None:
    hired = make_leaving(2)
    stays = depart(hired)
    [one] = duties(hired[0].cast.actors[Role.EMPLOYER], today=timezone.localdate())
    assert (one.code, one.count, one.due_on, one.late) == ("awaited", 2, stays[0].due_on, False)
