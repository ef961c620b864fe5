"""Visits are planned without ties and known once announced or made; findings are put right and verified."""

from datetime import timedelta

import pytest
from people import make_actor, make_organisation
from stay_cast import Placed, make_placed
from visit_cast import FOUND, found, made, now, planned, second_officer

from passerelle.actions.visits.findings import add_finding, look_again, reply, say_corrected
from passerelle.actions.visits.planning import call_off, write_down
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.protection.visits import findings, visits, with_states
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership, OrganisationTie
from passerelle.records.visits.models import Finding, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def test_an_unannounced_visit_is_known_to_officers_alone_until_it_was_made(placed: Placed) -> None:
    row = planned(placed)
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER):
        assert not visits(placed.actor(role)).exists()
    assert visits(placed.actor(Role.WELFARE_OFFICER)).get() == row
    assert not Message.objects.filter(template="visit_announced").exists()
    made(placed)
    assert visits(placed.actor(Role.EMPLOYER), state="done").count() == 1


def test_an_announced_visit_is_told_and_called_off_again(placed: Placed) -> None:
    row = planned(placed, announced=True)
    assert visits(placed.actor(Role.EMPLOYER)).get() == row
    call_off(placed.actor(Role.WELFARE_OFFICER), row.number, version=1)
    assert [one.template for one in Message.objects.order_by("pk")][-2:] == [
        "visit_announced", "visit_called_off",
    ]  # fmt: skip
    with pytest.raises(Refused, match="called off"):
        call_off(placed.actor(Role.WELFARE_OFFICER), row.number, version=2)


def test_an_officer_with_a_tie_to_the_host_neither_plans_nor_writes(placed: Placed) -> None:
    row, hidden = planned(placed, announced=True), planned(placed)
    mother = make_organisation("Holding", "association")
    officer = placed.actor(Role.WELFARE_OFFICER)
    Membership.objects.create(
        user_id=officer.id, role=Role.FUNDER, scheme=placed.hired.cast.beta, organisation=mother,
        since=now() - timedelta(days=90), until=now() - timedelta(days=30),
    )  # fmt: skip
    OrganisationTie.objects.create(
        one=mother, other=placed.stay.host, kind="parent", since=now() - timedelta(days=400)
    )
    with pytest.raises(Refused, match="has a tie"):
        planned(placed)
    with pytest.raises(Refused, match="have a tie"):
        write_down(officer, row.number, {}, done_on=now(), summary="", version=1, today=now())
    with pytest.raises(NotPermitted):  # of one that is not announced nobody with a tie knows
        write_down(officer, hidden.number, {}, done_on=now(), summary="", version=1, today=now())
    assert list(visits(officer)) == [row]
    with pytest.raises(Refused, match="has a tie"):
        planned(placed, officer=placed.actor(Role.SCHEME_MANAGER).id)  # no officer at all


def test_bad_days_answers_and_hosts_are_refused(placed: Placed) -> None:
    officer = placed.actor(Role.WELFARE_OFFICER)
    with pytest.raises(Refused, match="day is over"):
        planned(placed, planned_on=now() - timedelta(days=1))
    row = planned(placed)
    later = now() + timedelta(days=1)
    for answers, day, words in [
        ({}, later, "not come"), ({"rooms": "x"}, now(), "Choose one"), ({"x": "in_order"}, now(), "Choose one"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=words):
            write_down(officer, row.number, answers, done_on=day, summary="", version=1, today=now())
    with pytest.raises(NotPermitted):
        write_down(placed.actor(Role.SCHEME_MANAGER), row.number, {}, done_on=now(), summary="", version=1,
                   today=now())  # fmt: skip
    with pytest.raises(Refused, match="Write down the visit first"):
        add_finding(officer, row.number, FOUND)


def test_a_stranger_reaches_nothing(placed: Placed) -> None:
    row, one = made(placed), found(placed)
    stranger = make_actor("stranger", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    with pytest.raises(NotPermitted):
        write_down(stranger, row.number, {}, done_on=now(), summary="", version=2, today=now())
    with pytest.raises(NotPermitted):
        reply(stranger, one.number, "No.", version=1)
    assert not Visit.objects.visible_to(stranger).exists()


def test_a_finding_is_answered_put_right_and_seen_a_second_time(placed: Placed) -> None:
    officer, employer = placed.actor(Role.WELFARE_OFFICER), placed.actor(Role.EMPLOYER)
    one = found(placed)
    assert one.due_on == now() + timedelta(days=21)
    assert Message.objects.get(template="finding_added").facts == {"scheme": "Alpha"}
    reply(employer, one.number, "Four, not six.", version=1)
    with pytest.raises(Refused, match="has not said"):
        look_again(officer, one.number, "corrected", "Seen.", version=2)
    say_corrected(employer, one.number, "Two rooms more.", version=2)
    look_again(officer, one.number, "open_again", "One room only.", version=3)
    say_corrected(employer, one.number, "Now two.", version=4)
    closed = look_again(officer, one.number, "corrected", "Seen.", version=5)
    assert (closed.outcome, closed.closed_by_id) == ("corrected", officer.id)
    with pytest.raises(Refused, match="closed already"):
        reply(employer, one.number, "Thanks.", version=6)


def test_an_overdue_correction_says_so_and_one_in_time_does_not(placed: Placed) -> None:
    one = found(placed)
    later = one.due_on + timedelta(days=1)
    assert [row.state for row in with_states(findings(placed.actor(Role.EMPLOYER)), later)] == ["overdue"]
    say_corrected(placed.actor(Role.EMPLOYER), one.number, "Done.", version=1)
    assert [row.state for row in with_states(findings(placed.actor(Role.EMPLOYER)), later)] == ["to_verify"]


def test_who_owns_a_finding_answers_it_and_never_verifies_it(placed: Placed) -> None:
    one = found(placed)
    for role in (Role.SCHEME_MANAGER, Role.WELFARE_OFFICER):
        with pytest.raises(NotPermitted):
            say_corrected(placed.actor(role), one.number, "Done.", version=1)
    Finding.objects.unscoped("test").filter(pk=one.pk).update(
        corrected_by=placed.actor(Role.WELFARE_OFFICER).id, corrected_on=now()
    )
    with pytest.raises(Refused, match="yourself"):
        look_again(placed.actor(Role.WELFARE_OFFICER), one.number, "corrected", "Seen.", version=1)
    assert look_again(second_officer(placed), one.number, "corrected", "Seen.", version=1).outcome


def test_a_finding_sent_twice_is_written_once(placed: Placed) -> None:
    officer, row = placed.actor(Role.WELFARE_OFFICER), made(placed)
    first, again = (add_finding(officer, row.number, FOUND, key="sent-twice") for _ in range(2))
    assert first == again
    assert Finding.objects.unscoped("test").count() == 1
