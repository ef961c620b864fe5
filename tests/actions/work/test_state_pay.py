"""An employer states pay: kept whole or not at all, flagged out of its sight."""

from datetime import date
from decimal import Decimal

import pytest
from people import make_organisation
from stay_cast import MAY, TODAY, Placed, another_placed, make_placed, pay_row

from passerelle.actions.work.pay_check import check_pay
from passerelle.actions.work.pay_rows import PayRow, read_pay, rows_of
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.intake.grid import Grid, GridRow
from passerelle.domain.kernel.problems import Refused
from passerelle.records.outbox.models import Message
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement, WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WITH_RENT = {"deductions": {"rent": Decimal(60)}}


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def keep(placed: Placed, *rows: PayRow, role: Role = Role.EMPLOYER, **how: object) -> dict[str, int]:
    return state_pay(placed.actor(role), rows, source="grid", today=TODAY, **how)  # type: ignore[arg-type]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.column, one.code) for one in refused.value.problems]


def test_rent_that_is_not_in_the_contract_is_flagged_to_welfare(placed: Placed) -> None:
    counts = keep(placed, pay_row(placed.stay.number, **WITH_RENT))
    assert counts == {"new": 1, "changed": 0, "unchanged": 0}
    flag = WorkFlag.objects.visible_to(placed.actor(Role.WELFARE_OFFICER)).get()
    assert (flag.code, flag.agreed, flag.stated, flag.found) == ("rent", "", "60", "not_agreed")
    officer = Message.objects.get(template="work_flags_raised")
    assert officer.recipient == "welfare_officer@example.org"
    assert officer.facts == {"scheme": "Alpha", "count": 1}


@pytest.mark.parametrize(
    "role", [Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER, Role.FUNDER, Role.EMPLOYMENT_SERVICE]
)
def test_nobody_but_welfare_and_the_worker_sees_a_flag(placed: Placed, role: Role) -> None:
    keep(placed, pay_row(placed.stay.number, **WITH_RENT))
    assert not WorkFlag.objects.visible_to(placed.actor(role)).exists()
    assert WorkFlag.objects.visible_to(placed.actor(Role.CANDIDATE)).count() == 1


def test_a_month_as_agreed_raises_no_flag(placed: Placed) -> None:
    keep(placed, pay_row(placed.stay.number))
    assert not WorkFlag.objects.unscoped("test").exists()
    assert not Message.objects.filter(template="work_flags_raised").exists()


def test_the_same_month_stated_again_replaces_the_first_and_keeps_it(placed: Placed) -> None:
    keep(placed, pay_row(placed.stay.number))
    again = keep(placed, pay_row(placed.stay.number))
    assert again == {"new": 0, "changed": 0, "unchanged": 1}
    other = keep(placed, pay_row(placed.stay.number, gross=Decimal(1_200)))
    assert other == {"new": 0, "changed": 1, "unchanged": 0}
    kept = PayStatement.objects.unscoped("test").order_by("pk")
    assert [(one.gross, one.replaced_at is None) for one in kept] == [(1_300, False), (1_200, True)]
    keep(placed, pay_row(placed.stay.number, gross=Decimal(1_100)))
    assert WorkFlag.objects.unscoped("test").count() == 1  # one open flag of a line


def test_nothing_is_kept_when_one_row_is_wrong(placed: Placed) -> None:
    other = another_placed(placed)
    rows = [
        pay_row(placed.stay.number),
        pay_row(other.number, row=3, month=date(2026, 7, 1), paid_on=None),
        pay_row(placed.stay.number, row=4, currency="MAD"),
        pay_row("ST-0000", row=5),
        pay_row(placed.stay.number, row=6, month=date(2026, 4, 1), net=Decimal(1_000)),
    ]
    with pytest.raises(Refused) as refused:
        keep(placed, *rows)
    assert codes(refused) == [
        (3, "month", "month_ahead"),
        (4, "currency", "other_currency"),
        (4, "month", "month_twice"),
        (5, "stay", "worker_unknown"),
        (6, "net", "total_wrong"),
    ]
    assert not PayStatement.objects.unscoped("test").exists()


def test_somebody_elses_worker_is_as_unknown_as_nobody(placed: Placed) -> None:
    stay = another_placed(placed)
    Stay.objects.unscoped("test").filter(pk=stay.pk).update(host=make_organisation("Other firm"))
    with pytest.raises(Refused) as elsewhere:
        keep(placed, pay_row(stay.number))
    with pytest.raises(Refused) as nowhere:
        keep(placed, pay_row("ST-AAAA"))
    first, second = elsewhere.value.problems[0], nowhere.value.problems[0]
    assert (first.code, first.message.template, first.hint) == (
        second.code,
        second.message.template,
        second.hint,
    )


def test_a_person_or_a_candidacy_names_the_stay_too(placed: Placed) -> None:
    candidate = placed.hired.candidate
    for number in (candidate.number, candidate.person.number):
        checked = check_pay(placed.actor(Role.EMPLOYER), [pay_row(number)], today=TODAY)
        assert [line.stay for line in checked.lines] == [placed.stay]


def test_two_stays_that_fit_must_be_named(placed: Placed) -> None:
    Stay.objects.unscoped("test").filter(pk=placed.stay.pk).update(ended_on=date(2026, 5, 10), end_code="x")
    second = Stay.objects.create(
        journey=placed.stay.journey, ordinal=2, kind="season", host=placed.stay.host, started_on="2026-05-12"
    )
    number = placed.hired.candidate.number
    ambiguous = check_pay(placed.actor(Role.EMPLOYER), [pay_row(number)], today=TODAY)
    assert [one.code for one in ambiguous.problems] == ["stay_ambiguous"]
    june = check_pay(
        placed.actor(Role.EMPLOYER), [pay_row(number, month=date(2026, 6, 1), paid_on=None)], today=TODAY
    )
    assert [line.stay for line in june.lines] == [second]


def test_a_double_click_keeps_once_and_a_check_grown_old_is_refused(placed: Placed) -> None:
    row = pay_row(placed.stay.number)
    seen = check_pay(placed.actor(Role.EMPLOYER), [row], today=TODAY).fingerprint()
    first = keep(placed, row, key="once", expected=seen)
    assert keep(placed, row, key="once", expected=seen) == first
    with pytest.raises(Refused) as refused:
        keep(placed, row, expected=seen)
    assert codes(refused) == [(None, None, "moved")]


@pytest.mark.parametrize("role", [Role.WELFARE_OFFICER, Role.CANDIDATE, Role.FUNDER])
def test_who_may_not_state_pay(placed: Placed, role: Role) -> None:
    with pytest.raises(NotPermitted):
        keep(placed, pay_row(placed.stay.number), role=role)


def test_children_in_a_file_are_dropped_unread_and_named() -> None:
    grid = Grid(
        "mai.csv",
        None,
        (
            GridRow(1, ("stay", "month", "currency", "gross", "loyer", "nombre d'enfants")),
            GridRow(2, ("ST-1", "2026-05", "EUR", "1300", "60", "3")),
        ),
        (),
        (),
    )
    reading = read_pay(grid, today=TODAY)
    assert [one.heading for one in reading.dropped] == ["nombre d'enfants"]
    row = rows_of(reading)[0]
    assert (row.worker, row.statement.month) == ("ST-1", MAY)
    assert row.statement.deductions == {"rent": Decimal(60)}


def test_more_workers_cost_no_more_queries(placed: Placed, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    actor = placed.actor(Role.EMPLOYER)
    numbers = [placed.stay.number, *(another_placed(placed, f"W{one}").number for one in range(6))]
    with django_assert_num_queries(3):
        check_pay(actor, [pay_row(numbers[0])], today=TODAY)
    with django_assert_num_queries(3):
        check_pay(actor, [pay_row(one, row=at) for at, one in enumerate(numbers)], today=TODAY)
