"""The sums of the fee ledger are exact to the cent, and each cost belongs to one state of its refund."""

from datetime import date
from decimal import Decimal

import pytest
from contract_cast import Hired, make_contract, make_hired
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.actions.contracts.fees import move_refund, record_fee
from passerelle.actions.steps.files.costs import Cost
from passerelle.domain.contracts.fees import CATEGORIES, PAYERS, Refund, is_gap, proof_of, refund_state
from passerelle.queries.legal.fee_ledger import as_fee_row, fee_rows, proofs, with_duties
from passerelle.records.contracts.models import Fee
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
COSTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(CATEGORIES)), st.sampled_from(PAYERS), CENTS, st.sampled_from(["EUR", "MAD"])
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def hired(db: None) -> Hired:
    return make_hired()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(costs=COSTS)
def test_sums_are_exact_by_payer_and_currency(hired: Hired, costs: list[tuple[str, str, Decimal, str]]) -> None:
    Fee.objects.unscoped("test").delete()
    for category, payer, amount, currency in costs:
        record_fee(hired.staff, hired.candidate.number, Cost(category, payer, amount, currency))
    shown = {(payer, currency): amount for payer, currency, amount in proofs(hired.staff)[0].sums}
    for payer, currency in shown:
        mine = [one[2] for one in costs if (one[1], one[3]) == (payer, currency)]
        assert shown[payer, currency] == sum(mine, Decimal(0))
    assert sum(shown.values(), Decimal(0)) == sum((one[2] for one in costs), Decimal(0))
    gaps = [one for one in costs if is_gap(one[1], one[2], one[0])]
    assert fee_rows(hired.staff, gaps=True).count() == len(gaps)


def test_a_refund_is_followed_to_its_end(hired: Hired) -> None:
    number = record_fee(hired.staff, hired.candidate.number, Cost("medical", "worker", Decimal("0.10"), "EUR"))
    states = []
    for step in ("claimed", "agreed", "paid"):
        move_refund(hired.staff, number, step=step, on=date(2026, 3, 2), evidence="transfer 7")
        states.append(as_fee_row(fee_rows(hired.staff).get(number=number)).refund)
    assert states == ["claimed", "agreed", "paid"]
    proof = proofs(hired.staff)[0]
    assert (proof.with_gap, proof.refunded) == (0, 1)


def test_each_cost_says_who_must_pay_it_where_the_contract_is(hired: Hired) -> None:
    for category in ("administration", "medical"):
        record_fee(hired.staff, hired.candidate.number, Cost(category, "worker", Decimal(80), "EUR"))
    assert _must_pay(hired) == {"administration": [], "medical": []}
    make_contract(hired)
    Vacancy.objects.unscoped("test").update(country="DE")
    assert _must_pay(hired) == {"administration": ["employer"], "medical": []}


def _must_pay(hired: Hired) -> dict[str, list[str | None]]:
    rows = with_duties(hired.staff, list(fee_rows(hired.staff)))
    return {one.fee.category: [each.payer for each in one.duties] for one in rows}


STEP = st.one_of(st.none(), st.just(date(2026, 3, 2)))


@given(gap=st.booleans(), claimed=STEP, agreed=STEP, refused=STEP, paid=STEP, told=st.booleans())
def test_each_cost_is_in_one_state(  # noqa: PLR0913  # the steps of a refund
    gap: bool, claimed: date | None, agreed: date | None, refused: date | None, paid: date | None, told: bool
) -> None:
    state = refund_state(gap, Refund(claimed, agreed, refused, paid))
    assert (state == "none") is (not gap and not any((claimed, agreed, refused, paid)))
    assert (state == "paid") is (paid is not None)
    assert proof_of([state], told=told) in ("gap", "refunded", "zero", "unknown")
