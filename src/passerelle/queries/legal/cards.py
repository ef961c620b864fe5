"""Cards: the check open to anyone, a person's own, the team's list, and what is published to check offline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.cards.card import (
    ALPHABET,
    BROKEN,
    HOLDER,
    KEYS_FORM,
    SHORT,
    KeyFacts,
    holder_digest,
    key_of_card,
    signed_bytes,
    standing,
)
from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.card_signing import is_signed
from passerelle.records.cards.models import Card, CardKey
from passerelle.records.contracts.models import ContractVersion

WHY = "whoever holds the code may check the card"


@dataclass(frozen=True, slots=True)
class CardCheck:
    """What anyone reads who has the code. ``name`` is filled only where the holder's part was given, too."""

    state: str
    facts: Mapping[str, object]  # the signed payload; empty where it is broken
    name: str
    revoked_on: date | None


def spelled(text: str) -> tuple[str, str]:
    """The code and the holder's part of what was typed or read; both empty when it can be neither."""
    kept = "".join(sign for sign in text.upper() if sign in ALPHABET)
    plain = text.upper().replace("-", "").replace(" ", "")
    if kept != plain or len(kept) not in (SHORT, SHORT + HOLDER):
        return "", ""
    return kept[:SHORT], kept[SHORT:]


def check_card(text: str, *, on: date) -> CardCheck | None:
    """How the card of a code stands; ``None`` where there is none. Two queries."""
    code, holder = spelled(text)
    rows = _kept(Card.objects.unscoped(WHY)).select_related(
        "key", "contract_version__contract__candidate__person"
    )
    card = rows.filter(code=code).first() if code else None
    if card is None:
        return None
    if not _is_good(card):
        return CardCheck(BROKEN, {}, "", None)
    name = _name(card)
    known = bool(holder) and holder_digest(holder, name) == card.payload["holder"]
    if holder and not known:
        return None  # a wrong holder's part opens as little as a wrong code
    revoked = timezone.localdate(card.revoked_at) if card.revoked_at else None
    state = standing(card.payload, on=on, revoked=revoked is not None, replaced=_is_replaced(card, on))
    return CardCheck(state, card.payload, name if known else "", revoked)


def own_cards(actor: Actor) -> list[Card]:
    """The signed-in person's cards, the newest first."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = _kept(Card.objects.visible_to(actor)).filter(
        contract_version__contract__candidate__person__number__in=people
    )
    return list(
        rows.select_related("contract_version__contract__candidate__person").order_by("-issued_at", "-pk")
    )


def own_card(actor: Actor, number: str) -> Card:
    """One of the person's own cards."""
    card = next((one for one in own_cards(actor) if one.number == number), None)
    if card is None:
        raise NotPermitted(number)
    return card


def cards(actor: Actor) -> QuerySet[Card]:
    """Cards of the schemes whose cards the actor issues, the newest first."""
    reached = actor.schemes(Permission.CARD_ISSUE)
    rows = _kept(Card.objects.visible_to(actor))
    if reached is not None:
        rows = rows.filter(contract_version__contract__candidate__scheme_id__in=reached)
    return rows.select_related(
        "contract_version__contract__candidate__person", "contract_version__contract__candidate__scheme"
    ).order_by("-issued_at", "-pk")


def key_facts() -> dict[str, KeyFacts]:
    """Every key by its name."""
    return {one.name: _facts(one) for one in CardKey.objects.order_by("made_at", "pk")}


def published_keys() -> dict[str, object]:
    """The public keys, for whoever checks without asking here."""
    return {
        "form": KEYS_FORM,
        "algorithm": "Ed25519",
        "keys": [
            {
                "id": one.id,
                "public": one.public,
                "since": one.since.isoformat(),
                "retired_on": one.retired_on.isoformat() if one.retired_on else None,
                "withdrawn": one.withdrawn,
            }
            for one in key_facts().values()
        ],
    }


def revoked_numbers() -> list[str]:
    """Numbers of revoked cards, in order; a number says nothing about anybody."""
    rows = Card.objects.unscoped("numbers only").filter(revoked_at__isnull=False)
    return list(rows.order_by("number").values_list("number", flat=True))


def _kept(rows: QuerySet[Card]) -> QuerySet[Card]:
    """A card whose facts were forgotten is no card any more: not one with a bad signature."""
    return rows.exclude(payload={})


def _facts(key: CardKey) -> KeyFacts:
    retired = timezone.localdate(key.retired_at) if key.retired_at else None
    return KeyFacts(
        key.name, key.public, timezone.localdate(key.made_at), retired, key.withdrawn_at is not None
    )


def _is_good(card: Card) -> bool:
    if not card.payload or card.payload.get("card") != card.number:
        return False
    try:
        key_of_card(card.payload, {card.key.name: _facts(card.key)})
    except Refused:
        return False
    return is_signed(card.key.public, signed_bytes(card.payload), card.signature)


def _is_replaced(card: Card, on: date) -> bool:
    """Whether the contract ended, or a newer version was signed by all."""
    contract = card.contract_version.contract
    if contract.ended_on is not None and contract.ended_on <= on:
        return True
    newer = ContractVersion.objects.filter(contract=contract, ordinal__gt=card.contract_version.ordinal)
    return newer.filter(paper__completed_at__isnull=False, paper__withdrawn_at__isnull=True).exists()


def _name(card: Card) -> str:
    person = card.contract_version.contract.candidate.person
    said = card.contract_version.parties.get("worker")
    return str(said or f"{person.given_name} {person.family_name}".strip())
