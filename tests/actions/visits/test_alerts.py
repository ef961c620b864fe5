"""A season without recall after a complaint: for the officer who may hear it, and for nobody else."""

from datetime import date
from decimal import Decimal

import pytest
from people import make_actor
from stay_cast import TODAY, Placed, another_placed, make_placed, pay_row
from visit_cast import now

from passerelle.actions.grievances.alerts import close_alert
from passerelle.actions.grievances.tell import Told, tell
from passerelle.actions.work.own_word import decide_inspectorate, tell_word
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.work.words import Word
from passerelle.queries.protection.season_alerts import season_alert, season_alerts
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Membership
from passerelle.records.stays.models import Recall, Stay
from passerelle.records.work.models import WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def called_back(stay: Stay) -> None:
    Recall.objects.create(stay=stay, season=2027, recalled=True, said_at="2026-11-01T08:00:00Z")


def spoke(placed: Placed) -> None:
    tell(placed.actor(Role.CANDIDATE), Told("pay", "They keep half."))


def alerted(placed: Placed, role: Role = Role.WELFARE_OFFICER) -> list[str]:
    return [one.stay.number for one in season_alerts(placed.actor(role), today=TODAY)]


def test_welfare_is_alerted_once_others_are_called_back_and_not_her(placed: Placed) -> None:
    spoke(placed)
    assert alerted(placed) == []
    called_back(another_placed(placed))
    assert alerted(placed) == [placed.stay.number]
    called_back(placed.stay)
    assert alerted(placed) == []


def test_a_private_word_counts_and_a_later_stay_is_a_recall(placed: Placed) -> None:
    worker = placed.actor(Role.CANDIDATE)
    tell_word(worker, placed.stay.number, date(2026, 5, 1), Word("part"), today=TODAY)
    other = another_placed(placed)
    Stay.objects.unscoped("test").filter(pk=other.pk).update(ended_on=date(2026, 8, 31), end_code="season_over")
    Stay.objects.create(
        journey=other.journey, ordinal=2, host=other.host, kind="season", planned_from=date(2027, 3, 1)
    )
    assert alerted(placed) == [placed.stay.number]


def test_a_word_that_all_is_well_alerts_nobody_and_a_sentence_does(placed: Placed) -> None:
    worker = placed.actor(Role.CANDIDATE)
    called_back(another_placed(placed))
    tell_word(worker, placed.stay.number, date(2026, 5, 1), Word("all", housing="as_agreed"), today=TODAY)
    tell_word(worker, placed.stay.number, date(2026, 4, 1), Word(), today=TODAY)
    assert alerted(placed) == []
    tell_word(worker, placed.stay.number, date(2026, 4, 1), Word("all"), today=TODAY, text="He shouts.")
    assert alerted(placed) == [placed.stay.number]


def test_what_an_employers_own_statement_shows_is_nobodys_word(placed: Placed) -> None:
    called_back(another_placed(placed))
    said = pay_row(placed.stay.number, deductions={"rent": Decimal(60)})
    state_pay(placed.actor(Role.EMPLOYER), [said], source="grid", today=TODAY)
    assert [one.source for one in WorkFlag.objects.unscoped("test")] == ["employer"]
    assert alerted(placed) == []
    number = WorkFlag.objects.unscoped("test").get().number
    decide_inspectorate(placed.actor(Role.CANDIDATE), number, "tell", version=1)
    assert alerted(placed) == [placed.stay.number]


def test_silence_alerts_nobody(placed: Placed) -> None:
    called_back(another_placed(placed))
    assert alerted(placed) == []


def test_nobody_else_and_no_officer_with_a_tie_is_alerted(placed: Placed) -> None:
    spoke(placed)
    called_back(another_placed(placed))
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER, Role.CANDIDATE):
        with pytest.raises(NotPermitted):
            season_alerts(placed.actor(role), today=TODAY)
    # Named after the telling, so this officer hears no grievance and counts none.
    late = make_actor("late", Role.WELFARE_OFFICER, placed.hired.cast.alpha)
    assert season_alerts(late, today=TODAY) == []
    officer = placed.actor(Role.WELFARE_OFFICER)
    Membership.objects.create(
        user_id=officer.id, role=Role.FUNDER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip
    assert alerted(placed) == []


def test_a_grievance_counts_no_more_for_whoever_handles_the_case(placed: Placed) -> None:
    spoke(placed)
    called_back(another_placed(placed))
    officer = placed.actor(Role.WELFARE_OFFICER)
    Journey.objects.unscoped("test").filter(pk=placed.stay.journey_id).update(owner=officer.id)
    assert alerted(placed) == []


def test_an_alert_is_closed_with_an_outcome_and_kept(placed: Placed) -> None:
    spoke(placed)
    called_back(another_placed(placed))
    officer, number = placed.actor(Role.WELFARE_OFFICER), placed.stay.number
    for outcome, text, words in [("x", "y", "Choose one"), ("explained", " ", "sentence")]:
        with pytest.raises(Refused, match=words):
            close_alert(officer, number, outcome, text, today=now())
    close_alert(officer, number, "not_wanted", "She has other work.", today=TODAY)
    assert alerted(placed) == []
    closed = season_alert(officer, number, today=TODAY).closed
    assert closed is not None
    assert closed.outcome == "not_wanted"
    with pytest.raises(NotPermitted):
        close_alert(officer, number, "explained", "Again.", today=TODAY)
