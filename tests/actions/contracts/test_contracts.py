"""Contracts from an accepted offer to the filed text; guards; what recruitment cost."""

from datetime import date
from decimal import Decimal

import pytest
from contract_cast import TERMS, Hired, another, make_contract, make_hired, signed_contract
from django.db import connection
from django.test.utils import CaptureQueriesContext
from matching_cast import scheme_facts, state

from passerelle.actions.contracts.fees import Cost, move_refund, record_fee, tell_own_fees
from passerelle.actions.contracts.sign_and_file import Filing, ask_for_many, ask_for_signatures, record_filing
from passerelle.actions.contracts.write import Said, open_contract, write_many, write_version
from passerelle.actions.signing.sign import record_by_hand
from passerelle.actions.steps.consequences.legal import CONSEQUENCES
from passerelle.actions.steps.files.contracts import open_contracts
from passerelle.actions.steps.guards.legal import GUARD_CHECKS
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.legal.contracts import as_contract_row, contract_page, contract_rows
from passerelle.queries.legal.fee_ledger import as_fee_row, fee_rows, proofs
from passerelle.records.contracts.models import Contract, ContractVersion, Fee
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Paper, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MARCH = date(2026, 3, 1)
SIGNING = """
[[track]]
id = "signing"
kind = "mobility"
first = "placed"
start_stage = "placed"
ends = ["completed"]
transitions = [
  { from = "placed", event = "contract_signed", who = ["caseworker"], to = "contract_signed", guard = ["contract_signed"] },
  { from = "contract_signed", event = "completed", who = ["caseworker"], to = "completed" },
]
"""


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts(more=SIGNING))
    return made


def test_a_contract_needs_an_accepted_offer(hired: Hired) -> None:
    Offer.objects.update(accepted_at=None)
    with pytest.raises(Refused) as refused:
        open_contract(hired.staff, hired.offer.number, "remote", key=None)
    assert _codes(refused) == ["not_accepted"]
    Offer.objects.update(released_at="2026-03-02T00:00Z", release_code="term_passed")
    with pytest.raises(Refused) as refused:
        open_contract(hired.staff, hired.offer.number, "remote", key=None)
    assert _codes(refused) == ["offer_released"]
    for actor in (
        hired.cast.mallory,
        hired.cast.actors[Role.EMPLOYER],
        hired.cast.actors[Role.EMPLOYMENT_SERVICE],
    ):
        with pytest.raises(NotPermitted):
            open_contract(actor, hired.offer.number, "remote", key=None)


def test_one_open_contract_for_an_offer(hired: Hired) -> None:
    first = open_contract(hired.staff, hired.offer.number, "remote", key="k")
    assert open_contract(hired.staff, hired.offer.number, "remote", key="k") == first
    with pytest.raises(Refused) as refused:
        open_contract(hired.staff, hired.offer.number, "employment", key=None)
    assert _codes(refused) == ["contract_there"]


def test_versions_are_numbered_and_compared(hired: Hired) -> None:
    number = make_contract(hired)
    with pytest.raises(Refused) as refused:
        write_version(hired.staff, number, Said(TERMS))
    assert _codes(refused) == ["no_change"]
    assert write_version(hired.staff, number, Said({**TERMS, "salary": "2400"}), key="k") == 2
    assert write_version(hired.staff, number, Said({**TERMS, "salary": "2400"}), key="k") == 2
    with pytest.raises(Refused) as refused:
        write_version(hired.staff, number, Said(TERMS), version=1)
    assert _codes(refused) == ["stale"]
    with pytest.raises(Refused) as refused:
        write_version(hired.staff, number, Said(TERMS, "xx"))
    assert _codes(refused) == ["unknown_language"]
    page = contract_page(hired.staff, number, "en")
    assert [(one.term, one.before, one.after) for one in page.versions[0].differences] == [
        ("salary", "2500", "2400")
    ]
    assert page.versions[0].reading == "fr"


def test_nothing_goes_out_before_it_is_whole(hired: Hired) -> None:
    number = open_contract(hired.staff, hired.offer.number, "remote", key=None)
    with pytest.raises(Refused) as refused:
        ask_for_signatures(hired.staff, number, addresses={})
    assert _codes(refused) == ["no_version"]
    write_version(hired.staff, number, Said({"salary": "1"}))
    person = hired.candidate.person
    person.language, person.languages = "wo", []
    person.save()
    write_version(hired.staff, number, Said({"salary": "2"}))
    with pytest.raises(Refused) as refused:
        ask_for_signatures(hired.staff, number, addresses={"employer": " "})
    assert {"missing_terms", "not_readable", "no_address"} == set(_codes(refused))
    assert not Paper.objects.unscoped("test").exists()


def test_the_case_follows_once_everybody_has_signed(hired: Hired) -> None:
    Journey.objects.unscoped("test").update(track="signing")
    number = make_contract(hired)
    assert not GUARD_CHECKS["contract_signed"]([hired.candidate.pk])
    paper = ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"}, key="k")
    assert ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"}, key="k") == paper
    with pytest.raises(Refused) as refused:
        ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"})
    assert _codes(refused) == ["already_asked"]
    assert Signature.objects.get(role="worker").language == "fr"
    record_by_hand(hired.staff, [paper], where_kept="folder 1")
    assert GUARD_CHECKS["contract_signed"]([hired.candidate.pk]) == {hired.candidate.pk}
    assert not GUARD_CHECKS["agreement_signed"]([hired.candidate.pk])
    assert Journey.objects.unscoped("test").get().stage == "contract_signed"


def test_a_new_version_withdraws_the_unsigned_paper(hired: Hired) -> None:
    number = make_contract(hired)
    ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"})
    write_version(hired.staff, number, Said({**TERMS, "salary": "2600"}))
    assert Paper.objects.unscoped("test").get().withdrawn_code == "new_version"
    ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"})


def test_the_filed_text_must_be_the_signed_one(hired: Hired) -> None:
    number = make_contract(hired)
    with pytest.raises(Refused) as refused:
        record_filing(hired.staff, number, Filing("Authority", MARCH, TERMS))
    assert _codes(refused) == ["not_signed"]
    paper = ask_for_signatures(hired.staff, number, addresses={"employer": "f@example.org"})
    record_by_hand(hired.staff, [paper], where_kept="folder 1")
    lower = {**TERMS, "salary": "1800"}
    with pytest.raises(Refused) as refused:
        record_filing(hired.staff, number, Filing(" ", MARCH, lower))
    assert _codes(refused) == ["no_authority"]
    found = record_filing(hired.staff, number, Filing("Authority", MARCH, lower), key="k")
    assert record_filing(hired.staff, number, Filing("Authority", MARCH, lower), key="k") == found
    assert [(one.term, one.before, one.after) for one in found] == [("salary", "2500", "1800")]
    assert not GUARD_CHECKS["contract_filed_equal"]([hired.candidate.pk])
    assert contract_page(hired.staff, number, "en").state == "differs"
    assert record_filing(hired.staff, number, Filing("Authority", MARCH, TERMS)) == ()
    assert GUARD_CHECKS["contract_filed_equal"]([hired.candidate.pk]) == {hired.candidate.pk}
    assert contract_page(hired.staff, number, "en").state == "filed"
    Contract.objects.unscoped("test").update(ended_on=MARCH, end_code="person_left")
    assert contract_page(hired.staff, number, "en").state == "ended"
    with pytest.raises(Refused) as refused:
        write_version(hired.staff, number, Said(TERMS))
    assert _codes(refused) == ["contract_ended"]


def test_an_internship_is_signed_by_student_school_and_host(hired: Hired) -> None:
    terms = {
        "programme": "IT", "learning_goals": "Java", "place": "Brest", "country": "FR", "start": "2026-05-01",
        "duration_months": "6", "supervision": "daily", "tutor": "J. Martin", "hours_week": "35",
        "legal_relation": "trainee",
    }  # fmt: skip
    number = open_contract(hired.staff, hired.offer.number, "internship", key=None)
    write_version(hired.staff, number, Said(terms, "fr", {"school": "ENSA"}))
    paper = ask_for_signatures(
        hired.staff, number, addresses={"school": "s@example.org", "host": "h@example.org"}, in_turn=True
    )
    assert list(Signature.objects.values_list("role", flat=True)) == ["student", "school", "host"]
    record_by_hand(hired.staff, [paper], where_kept="folder 1")
    assert GUARD_CHECKS["agreement_signed"]([hired.candidate.pk]) == {hired.candidate.pk}


def test_files_open_for_everybody_placed_and_only_once(hired: Hired) -> None:
    others = [another(hired, name) for name in ("Chraibi", "Daoudi")]
    journeys = [hired.journey, *(one.journey for one in others)]
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        assert len(open_contracts(note, journeys)) == 3
        assert open_contracts(note, journeys) == []
    assert "open_contract" in CONSEQUENCES
    contracts = list(
        Contract.objects.unscoped("test").select_related("candidate__person", "candidate__scheme", "employer")
    )
    assert {one.form for one in contracts} == {"employment"}
    with CaptureQueriesContext(connection) as one_contract:
        rows = write_many(hired.staff, [(contracts[0], Said(TERMS))])
        papers = ask_for_many(hired.staff, [(rows[0], {"employer": "f@example.org"})])
        record_by_hand(hired.staff, papers, where_kept="folder 1")
    with CaptureQueriesContext(connection) as two:
        rows = write_many(hired.staff, [(each, Said(TERMS)) for each in contracts[1:]])
        papers = ask_for_many(hired.staff, [(row, {"employer": "f@example.org"}) for row in rows])
        record_by_hand(hired.staff, papers, where_kept="folder 1")
    assert len(two) == len(one_contract)


def test_the_list_asks_as_many_questions_for_three_as_for_more(hired: Hired) -> None:
    signed_contract(hired)
    with CaptureQueriesContext(connection) as few:
        assert len([as_contract_row(row) for row in contract_rows(hired.staff)]) == 1
    for name in ("Chraibi", "Daoudi", "Filali"):
        make_contract(another(hired, name))
    with CaptureQueriesContext(connection) as many:
        rows = [as_contract_row(row) for row in contract_rows(hired.staff)]
    assert len(few) == len(many) == 1
    assert {row.state for row in rows} == {"draft", "signed"}
    assert len(contract_rows(hired.staff, scheme="alpha", form="remote", text="daoudi")) == 1
    assert not contract_rows(hired.cast.mallory)
    assert len(contract_rows(hired.cast.actors[Role.EMPLOYER])) == 4


def test_the_worker_says_in_private_what_they_paid(hired: Hired) -> None:
    me, number = hired.cast.actors[Role.CANDIDATE], hired.candidate.number
    make_contract(hired)
    assert proofs(hired.staff)[0].unknown == 1
    tell_own_fees(me, number, [], key="k0")
    assert proofs(hired.staff)[0].said_nothing == 1
    told = Cost("medical", "worker", Decimal("80"), "MAD")
    assert tell_own_fees(me, number, [told], key="k1") == tell_own_fees(me, number, [told], key="k1") == 1
    assert proofs(hired.staff)[0].with_gap == 1
    assert not Fee.objects.visible_to(hired.cast.actors[Role.EMPLOYER]).exists()
    assert Fee.objects.visible_to(me).count() == 1
    stranger = another(hired).candidate.number
    for actor, who in ((me, stranger), (hired.staff, number)):
        with pytest.raises(NotPermitted):
            tell_own_fees(actor, who, [], key=None)


def test_a_gap_is_followed_until_the_money_is_back(hired: Hired) -> None:
    cost = Cost("travel_lodging", "worker", Decimal("120.50"), "EUR", MARCH, "ticket")
    number = record_fee(hired.staff, hired.candidate.number, cost, key="k")
    assert record_fee(hired.staff, hired.candidate.number, cost, key="k") == number
    for step, evidence, code in (("agreed", "", "step_out_of_order"), ("given", "", "unknown_step")):
        with pytest.raises(Refused) as refused:
            move_refund(hired.staff, number, step=step, on=MARCH, evidence=evidence)
        assert _codes(refused) == [code]
    move_refund(hired.staff, number, step="claimed", on=MARCH, version=1)
    move_refund(hired.staff, number, step="agreed", on=MARCH)
    with pytest.raises(Refused) as refused:
        move_refund(hired.staff, number, step="paid", on=MARCH)
    assert _codes(refused) == ["no_evidence"]
    move_refund(hired.staff, number, step="paid", on=MARCH, evidence="transfer 7")
    assert proofs(hired.staff)[0].refunded == 1
    assert proofs(hired.staff)[0].sums == (("worker", "EUR", Decimal("120.50")),)
    assert as_fee_row(fee_rows(hired.staff, scheme="alpha", gaps=True)[0]).refund == "paid"
    free = record_fee(hired.staff, hired.candidate.number, Cost("medical", "employer", Decimal(9), "EUR"))
    with pytest.raises(Refused) as refused:
        move_refund(hired.staff, free, step="claimed", on=MARCH)
    assert _codes(refused) == ["no_gap"]
    with pytest.raises(NotPermitted):
        move_refund(hired.cast.mallory, number, step="claimed", on=MARCH)


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (Cost("gift", "worker", Decimal(1), "EUR"), "unknown_category"),
        (Cost("medical", "ghost", Decimal(1), "EUR"), "unknown_payer"),
        (Cost("medical", "worker", Decimal(1), "XXQ"), "unknown_currency"),
        (Cost("medical", "worker", Decimal("NaN"), "EUR"), "unreadable_amount"),
    ],
)
def test_odd_costs_are_refused(hired: Hired, cost: Cost, code: str) -> None:
    with pytest.raises(Refused) as refused:
        record_fee(hired.staff, hired.candidate.number, cost)
    assert _codes(refused) == [code]
    with pytest.raises(NotPermitted):
        record_fee(hired.staff, "C-NOTHING", cost)


def test_a_contract_out_of_reach_looks_like_none(hired: Hired) -> None:
    number = make_contract(hired)
    for actor in (hired.cast.mallory, hired.cast.actors[Role.EMPLOYER]):
        with pytest.raises(NotPermitted):
            write_version(actor, number, Said(TERMS))
    with pytest.raises(NotPermitted):
        contract_page(hired.cast.mallory, number, "en")
    assert ContractVersion.objects.count() == 1
