"""A contract is amended after its signature, refused with a reason, signed by three parties, ended."""

from datetime import date, timedelta

import pytest
from contract_cast import TERMS, Hired, make_contract, make_hired, signed_contract
from django.utils import timezone

from passerelle.actions.contracts.season import end_contract
from passerelle.actions.contracts.sign_and_file import Filing, ask_for_signatures, record_filing
from passerelle.actions.contracts.write import Said, open_contract, write_version
from passerelle.actions.signing.sign import record_by_hand, refuse_own
from passerelle.actions.steps.guards.legal import GUARD_CHECKS
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.contracts import as_contract_row, contract_page, contract_rows, side_by_side
from passerelle.records.contracts.models import Contract
from passerelle.records.signing.models import Paper, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIRM = {"employer": "firm@example.org"}
STAGE = {
    "programme": "Solar power", "learning_goals": "Inverters", "place": "Rennes", "country": "FR",
    "start": "2026-05-01", "duration_months": "6", "supervision": "weekly", "tutor": "Ms Le Goff",
    "hours_week": "35", "legal_relation": "trainee",
}  # fmt: skip


@pytest.fixture
def hired(db: None) -> Hired:
    return make_hired()


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def _amend(hired: Hired, number: str, **changed: str) -> str:
    write_version(hired.staff, number, Said({**TERMS, **changed}))
    return ask_for_signatures(hired.staff, number, addresses=FIRM)


def _state(hired: Hired, number: str) -> str:
    page = contract_page(hired.staff, number, "en").state
    assert as_contract_row(contract_rows(hired.staff, text=number)[0]).state == page
    return page


def test_an_amendment_is_signed_and_filed_anew(hired: Hired) -> None:
    number, who = signed_contract(hired), {hired.candidate.pk}
    record_filing(hired.staff, number, Filing("Ministry", date(2026, 3, 2), TERMS))
    assert GUARD_CHECKS["contract_signed"](who) == GUARD_CHECKS["contract_filed_equal"](who) == who
    write_version(hired.staff, number, Said({**TERMS, "salary": "2600"}))
    assert GUARD_CHECKS["contract_signed"](who) == who, "a text that nobody was asked to sign changes nothing"
    assert _state(hired, number) == "amended"
    paper = ask_for_signatures(hired.staff, number, addresses=FIRM)
    assert not GUARD_CHECKS["contract_signed"](who), "it waits to be signed anew"
    record_by_hand(hired.staff, [paper], where_kept="folder 2")
    assert GUARD_CHECKS["contract_signed"](who) == who
    assert not GUARD_CHECKS["contract_filed_equal"](who), "what was filed is the former text"
    assert _state(hired, number) == "differs"
    assert (
        record_filing(hired.staff, number, Filing("Ministry", date(2026, 3, 9), {**TERMS, "salary": "2600"}))
        == ()
    )
    assert GUARD_CHECKS["contract_filed_equal"](who) == who
    page = contract_page(hired.staff, number, "en")
    assert [(one.ordinal, one.fate) for one in page.versions] == [(2, "signed"), (1, "signed")]
    assert [(one.term, one.before, one.after) for one in side_by_side(page, 1, 2)] == [
        ("salary", "2500", "2600")
    ]
    assert Paper.objects.unscoped("test").filter(about=number, completed_at__isnull=False).count() == 2


def test_a_refused_amendment_leaves_what_was_signed(hired: Hired) -> None:
    number, who = signed_contract(hired), {hired.candidate.pk}
    paper = _amend(hired, number, salary="1800")
    person = hired.cast.actors[Role.CANDIDATE]
    with pytest.raises(Refused):
        refuse_own(person, paper, reason=" ", key=None)
    refuse_own(person, paper, reason="It was 2500", key=None)
    page = contract_page(hired.staff, number, "en")
    assert (page.versions[0].fate, page.versions[0].refused_by) == ("refused", "worker")
    assert page.versions[0].refused_because == "It was 2500"
    assert page.in_force == 1
    assert GUARD_CHECKS["contract_signed"](who) == who
    assert record_filing(hired.staff, number, Filing("Ministry", date(2026, 3, 2), TERMS)) == ()
    assert _amend(hired, number, salary="2500.50")
    assert not GUARD_CHECKS["contract_signed"](who)


def test_student_school_and_host_sign_a_training_agreement(hired: Hired) -> None:
    number = open_contract(hired.staff, hired.offer.number, "internship", key=None)
    write_version(hired.staff, number, Said(STAGE, names={"school": "A university"}))
    with pytest.raises(Refused) as refused:
        ask_for_signatures(hired.staff, number, addresses={"host": "host@example.org"})
    assert _codes(refused) == ["no_address"]
    both = {"host": "host@example.org", "school": "school@example.org"}
    paper = ask_for_signatures(hired.staff, number, addresses=both, in_turn=True)
    parties = list(Signature.objects.filter(paper__number=paper).values_list("role", flat=True))
    assert parties == ["student", "school", "host"]
    assert not GUARD_CHECKS["agreement_signed"]({hired.candidate.pk})
    record_by_hand(hired.staff, [paper], where_kept="folder 3")
    assert GUARD_CHECKS["agreement_signed"]({hired.candidate.pk}) == {hired.candidate.pk}
    assert not GUARD_CHECKS["contract_signed"]({hired.candidate.pk})


def test_a_contract_ends_with_a_code_and_its_open_paper_is_withdrawn(hired: Hired) -> None:
    number, today = make_contract(hired), timezone.localdate()
    ask_for_signatures(hired.staff, number, addresses=FIRM)
    with pytest.raises(NotPermitted):
        end_contract(hired.cast.mallory, number, on=today, code="agreed")
    for on, code, wrong in (
        (today, "whim", "unknown_code"),
        (today + timedelta(days=1), "agreed", "dates-out-of-order"),
    ):
        with pytest.raises(Refused) as refused:
            end_contract(hired.staff, number, on=on, code=code)
        assert _codes(refused) == [wrong]
    for _ in range(2):
        end_contract(hired.staff, number, on=today, code="agreed", key="k")
    assert Paper.objects.unscoped("test").get().withdrawn_code == "contract_ended"
    with pytest.raises(Refused) as refused:
        end_contract(hired.staff, number, on=today, code="agreed")
    assert _codes(refused) == ["contract_ended"]
    assert Contract.objects.unscoped("test").get().end_code == "agreed"
