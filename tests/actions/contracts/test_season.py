"""Seasonal contracts rest on an employer's joint file: signed before departure, recalled under what stands."""

import pytest
from contract_cast import TERMS, Hired, another, make_hired
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.contracts.season import Hiring, end_contract, open_season_contracts
from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, write_version
from passerelle.actions.permits.prepare import CODES, settle
from passerelle.actions.signing.sign import record_by_hand
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.records.contracts.models import Contract
from passerelle.records.journeys.models import Journey
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SEASON = """
[[track]]
id = "season"
kind = "seasonal"
first = "preparing"
start_stage = "preparing"
ends = ["completed"]
transitions = [
  { from = "preparing", event = "departed", who = ["caseworker"], guard = ["contract_signed", "departure_ready"], to = "departed" },
  { from = "departed", event = "returned", who = ["caseworker"], to = "returned" },
  { from = "returned", event = "recalled", who = ["caseworker"], to = "preparing" },
  { from = "returned", event = "case_closed", who = ["caseworker"], to = "completed" },
]
"""
HARVEST = {
    **{name: value for name, value in TERMS.items() if name not in ("start", "notice")},
    "occupation": "Harvest", "place": "Huelva", "country": "ES", "duration_months": "6", "governing_law": "ES",
    "other": "lodging is provided",
}  # fmt: skip


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired(track="season", stage="preparing")
    state(made.cast.alpha, scheme_facts(more=SEASON))
    return made


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.problems]


def _harvest(hired: Hired, hiring: str = "named") -> Hiring:
    vacancy = Vacancy.objects.unscoped("test").get(places__offers=hired.offer)
    return Hiring(vacancy.number, hiring, "joint file 7")


def _move(hired: Hired, event: str) -> str:
    journey = Journey.objects.unscoped("test").get(pk=hired.journey.pk)
    screen(hired.staff, {journey.number: journey.version}, Recording(event))
    return Journey.objects.unscoped("test").get(pk=hired.journey.pk).stage


def test_a_repeat_worker_signs_before_departure_and_is_recalled_under_the_same_contract(hired: Hired) -> None:
    for code in CODES[1:]:
        settle(hired.staff, [hired.journey.number], code=code, on=timezone.localdate(), evidence="x")
    with pytest.raises(Refused) as refused:
        _move(hired, "departed")
    assert "guard-not-met" in _codes(refused)
    for _ in range(2):
        number = open_season_contracts(hired.staff, [hired.journey.number], _harvest(hired), key="k")[0]
    contract = Contract.objects.unscoped("test").get()
    assert (contract.offer, contract.form, contract.hiring) == (None, "seasonal", "named")
    write_version(hired.staff, number, Said(HARVEST))
    paper = ask_for_signatures(hired.staff, number, addresses={"employer": "farm@example.org"})
    with pytest.raises(Refused):
        _move(hired, "departed")
    record_by_hand(hired.staff, [paper], where_kept="folder 1")
    assert _move(hired, "departed") == "departed"
    assert [_move(hired, event) for event in ("returned", "recalled", "departed")][-1] == "departed"
    _move(hired, "returned")
    end_contract(hired.staff, number, on=timezone.localdate(), code="season_over")
    _move(hired, "recalled")
    with pytest.raises(Refused):
        _move(hired, "departed")
    assert open_season_contracts(hired.staff, [hired.journey.number], _harvest(hired, "generic"))


def test_what_is_not_known_or_already_there_is_refused(hired: Hired) -> None:
    cases = [hired.journey.number]
    for wrong, code in (
        (Hiring("V-1", "friends", "7"), "unknown_hiring"),
        (Hiring("V-1", "named", " "), "no_joint_file"),
        (Hiring("V-1", "named", "7"), "unknown_vacancy"),
    ):
        with pytest.raises(Refused) as refused:
            open_season_contracts(hired.staff, cases, wrong)
        assert _codes(refused) == [code]
    with pytest.raises(NotPermitted):
        open_season_contracts(hired.cast.mallory, cases, _harvest(hired))
    open_season_contracts(hired.staff, cases, _harvest(hired))
    other = another(hired)
    with pytest.raises(Refused) as refused:
        open_season_contracts(hired.staff, [*cases, other.journey.number], _harvest(hired))
    assert [(one.code, one.sheet) for one in refused.value.problems] == [("contract_there", cases[0])]
    assert Contract.objects.unscoped("test").count() == 1


def test_the_database_keeps_one_such_contract(hired: Hired) -> None:
    open_season_contracts(hired.staff, [hired.journey.number], _harvest(hired))
    first = Contract.objects.unscoped("test").get()
    with pytest.raises(IntegrityError):
        Contract.objects.create(candidate=first.candidate, vacancy=first.vacancy, employer=first.employer,
                                form="seasonal", hiring="named")  # fmt: skip


def test_many_take_as_many_questions_as_few_and_the_page_opens_them(hired: Hired) -> None:
    people = [another(hired, f"Person{n}") for n in range(9)]
    numbers = [one.journey.number for one in people]

    def queries(some: list[str]) -> int:
        with CaptureQueriesContext(connection) as caught:
            open_season_contracts(hired.staff, some, _harvest(hired))
        return len(caught)

    assert queries(numbers[:2]) == queries(numbers[2:])
    client, address = signed_in(hired.staff), reverse("contracts")
    sent = {"journeys": hired.journey.number, "vacancy": _harvest(hired).vacancy, "hiring": "named"}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, {**sent, "joint_file": "7", "journeys": "J-NOTHING"}).status_code == 422
    assert client.post(address, {**sent, "joint_file": "joint file 7"}).status_code == 302
    mine = Contract.objects.unscoped("test").get(candidate=hired.candidate, offer__isnull=True)
    text = client.get(reverse("contract", args=[mine.number])).content.decode()
    assert "10 contracts here" in text
    assert "at least" in text
