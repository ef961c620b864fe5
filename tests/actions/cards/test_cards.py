"""A card proves the contract that everybody signed; nothing altered, revoked or of a withdrawn key passes."""

import base64
from datetime import date, timedelta

import pytest
from contract_cast import Hired, make_contract, make_hired, signed_contract
from django.test import override_settings
from django.utils import timezone

from passerelle.actions.cards.issue import issue_card, revoke_card
from passerelle.actions.cards.keys import holder_part, rotate
from passerelle.actions.cards.publish import revocation_list
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.cards.card import ALPHABET, HOLDER, signed_bytes
from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.card_signing import is_signed
from passerelle.queries.legal.cards import check_card, published_keys, spelled
from passerelle.records.cards.models import Card, CardKey
from passerelle.records.contracts.models import Contract, ContractVersion, FiledContract

pytestmark = [pytest.mark.django_db, pytest.mark.database]
INSIDE = date(2026, 6, 1)  # the contract runs from 1 May 2026 for 12 months


@pytest.fixture
def hired() -> Hired:
    return make_hired()


@pytest.fixture
def card(hired: Hired) -> Card:
    return issue_card(hired.staff, signed_contract(hired))


def state(card: Card, *, on: date = INSIDE) -> str:
    found = check_card(card.code, on=on)
    assert found is not None
    return found.state


def test_a_card_holds_initials_and_what_the_contract_says(hired: Hired, card: Card) -> None:
    facts = card.payload
    assert (facts["initials"], facts["employer"], facts["occupation"]) == ("A.A.", "Firm", "Developer")
    assert (facts["from"], facts["until"], facts["filed"]) == ("2026-05-01", "2027-04-30", False)
    assert "Alaoui" not in str(facts)
    assert hired.candidate.person.number not in str(facts)


def test_the_name_shows_only_with_the_holders_part(card: Card) -> None:
    short = check_card(card.code.lower(), on=INSIDE)
    assert short is not None
    assert (short.state, short.name) == ("valid", "")
    full = check_card(f"{card.code}-{holder_part(card.code, ALPHABET, HOLDER)}", on=INSIDE)
    assert full is not None
    assert full.name == "Alaoui Amina"
    assert check_card(card.code + "A" * HOLDER, on=INSIDE) is None


@pytest.mark.parametrize("text", ["", "O0O0O0O0O0O0", "ABC", "A" * 13, "<script>", "2" * 12])
def test_a_code_that_is_none_opens_nothing(card: Card, text: str) -> None:
    assert check_card(text, on=INSIDE) is None


def test_a_code_is_read_as_people_type_it() -> None:
    assert spelled(" abcd-efgh-jkmn ") == ("ABCDEFGHJKMN", "")


def test_every_altered_fact_and_every_altered_sign_of_the_signature_is_found(card: Card) -> None:
    message, public = signed_bytes(card.payload), card.key.public
    assert is_signed(public, message, card.signature)
    for name, value in card.payload.items():
        altered = {**card.payload, name: not value if isinstance(value, bool) else f"{value}x"}
        assert not is_signed(public, signed_bytes(altered), card.signature)
    for place in range(len(card.signature)):
        other = "A" if card.signature[place] != "A" else "B"
        forged = card.signature[:place] + other + card.signature[place + 1 :]
        assert not is_signed(public, message, forged)
    for broken in ("", "!", card.signature[:-1], card.signature + "A"):
        assert not is_signed(public, message, broken)
    raw = base64.urlsafe_b64decode(public + "=")
    for bit in range(256):
        bent = bytearray(raw)
        bent[bit // 8] ^= 1 << bit % 8
        assert not is_signed(base64.urlsafe_b64encode(bent).decode().rstrip("="), message, card.signature)


def test_a_row_altered_in_the_database_is_not_to_be_trusted(card: Card) -> None:
    rows = Card.objects.unscoped("test").filter(pk=card.pk)
    rows.update(payload={**card.payload, "until": "2099-12-31"})
    assert state(card) == "broken"
    rows.update(payload={"until": "2099-12-31"})
    assert state(card) == "broken"


def test_a_card_that_was_forgotten_is_no_card(card: Card) -> None:
    Card.objects.unscoped("test").filter(pk=card.pk).update(payload={})
    assert check_card(card.code, on=INSIDE) is None


def test_days_and_changes_of_the_contract(card: Card) -> None:
    assert state(card, on=date(2026, 4, 30)) == "not_yet"
    assert state(card, on=date(2027, 5, 1)) == "expired"
    contract = card.contract_version.contract
    Contract.objects.unscoped("test").filter(pk=contract.pk).update(ended_on=INSIDE, end_code="resigned")
    assert state(card, on=INSIDE - timedelta(days=1)) == "valid"
    assert state(card) == "replaced"


def test_a_revoked_card_says_so_and_stands_in_the_signed_list(hired: Hired, card: Card) -> None:
    revoke_card(hired.cast.actors[Role.CANDIDATE], card.number, "lost", version=1)
    assert state(card) == "revoked"
    listed = revocation_list(at=timezone.now())
    assert listed["payload"]["cards"] == [card.number]  # type: ignore[index]
    assert is_signed(card.key.public, signed_bytes(listed["payload"]), str(listed["signature"]))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        revoke_card(hired.staff, card.number, "lost", version=2)
    again = issue_card(hired.staff, card.contract_version.contract.number)
    assert (state(again), state(card)) == ("valid", "revoked")


def test_no_card_without_every_signature_twice_or_unlike_the_filed_one(hired: Hired) -> None:
    number = make_contract(hired)
    with pytest.raises(Refused) as refused:
        issue_card(hired.staff, number)
    assert refused.value.problems[0].code == "not_signed"


def test_what_was_filed_must_say_the_same(hired: Hired) -> None:
    number = signed_contract(hired)
    version = ContractVersion.objects.get(contract__number=number)
    filed = FiledContract.objects.create(
        contract=version.contract, terms={}, parties={}, digest="0" * 64, authority="SEM",
        filed_on=INSIDE, recorded_at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        issue_card(hired.staff, number)
    assert refused.value.problems[0].code == "not_as_filed"
    FiledContract.objects.filter(pk=filed.pk).update(digest=version.digest)
    card = issue_card(hired.staff, number, key="once")
    assert card.payload["filed"] is True
    assert issue_card(hired.staff, number, key="once").pk == card.pk
    with pytest.raises(Refused) as refused:
        issue_card(hired.staff, number)
    assert refused.value.problems[0].code == "card_there"


def test_a_new_key_leaves_former_cards_and_a_withdrawn_one_voids_them(hired: Hired, card: Card) -> None:
    with pytest.raises(NotPermitted):
        rotate(hired.staff)
    made = rotate(SYSTEM)
    assert made.name != card.key.name
    assert state(card) == "valid"
    keys = {one["id"]: one for one in published_keys()["keys"]}  # type: ignore[attr-defined]
    assert keys[card.key.name]["retired_on"] is not None
    CardKey.objects.filter(pk=card.key.pk).update(withdrawn_at=timezone.now())
    assert state(card) == "broken"


def test_a_withdrawal_takes_the_key_that_signs_with_it(card: Card) -> None:
    rotate(SYSTEM, withdraw=True)
    assert state(card) == "broken"


def test_neither_the_database_nor_the_installations_key_alone_signs(hired: Hired, card: Card) -> None:
    revoke_card(hired.staff, card.number, "lost", version=1)
    with override_settings(SECRET_KEY="another key of another installation"), pytest.raises(Refused) as refused:
        issue_card(hired.staff, card.contract_version.contract.number)
    assert refused.value.problems[0].code == "key_lost"


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.FUNDER, Role.CANDIDATE, Role.EMPLOYMENT_SERVICE])
def test_who_may_not_issue(hired: Hired, role: Role) -> None:
    number = signed_contract(hired)
    with pytest.raises(NotPermitted):
        issue_card(hired.cast.actors[role], number)
