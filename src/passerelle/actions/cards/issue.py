"""A card is issued for a contract that everybody signed, and revoked by the team or by its holder."""

import secrets
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.cards.keys import holder_part, private_key, signing_key
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.cards.card import ALPHABET, FORM, HOLDER, SHORT, holder_digest, initials, signed_bytes
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.kinds import planned_end
from passerelle.gateways.card_signing import sign
from passerelle.records.cards.models import Card, CardKey
from passerelle.records.contracts.models import Contract, ContractVersion, FiledContract
from passerelle.records.signing.models import Signature

WHY = "the contract, or the card, was reached above"
REASONS = ("lost", "contract_changed", "contract_ended", "issued_in_error", "asked_by_holder")


def issue_card(actor: Actor, contract_number: str, *, key: str | None = None) -> Card:
    """A card for the newest version that everybody signed; a card of an older version is revoked with it.

    Refused with ``not_signed``, ``not_as_filed`` (what was filed says otherwise), ``over`` (the contract has
    ended), ``card_there`` or ``key_lost``.
    """
    with writing(actor, "card.issue", purpose=Purpose.JOURNEY, key=key, content=contract_number) as note:
        contract = _contract(actor, contract_number)
        if note.replayed:
            return Card.objects.visible_to(actor).get(number=str(note.answer))
        version, filed = _verified(contract)
        now = timezone.now()
        former = Card.objects.unscoped(WHY).filter(contract_version__contract=contract, revoked_at__isnull=True)
        if former.filter(contract_version=version).exists():
            hint = Text("Revoke it first if it was lost.")
            raise Refused([Problem("card_there", Text("There is a card for this contract."), hint)])
        for one in former:
            _revoke(one, "contract_changed", actor, now)
        card = _made(contract, version, filed, actor, now)
        note.tell(
            contract.candidate.person.number, "card_issued", {"scheme": contract.candidate.scheme.name},
            language=contract.candidate.person.language,
        )  # fmt: skip
        _noted(note, card, contract)
        note.answer = card.number
        return card


def revoke_card(actor: Actor, number: str, code: str, *, version: int) -> Card:
    """The team or the holder revokes a card; whoever checks it reads so at once."""
    with writing(actor, "card.revoke", purpose=Purpose.JOURNEY) as note:
        rows = Card.objects.visible_to(actor).select_for_update(of=("self",))
        card = (
            rows.select_related("contract_version__contract__candidate__person").filter(number=number).first()
        )
        if card is None:
            raise NotPermitted(number)
        contract = card.contract_version.contract
        own = [grant.person for grant in actor.granting(Permission.OWN_ACT)]
        if contract.candidate.person.number not in own:
            actor.must(Permission.CARD_ISSUE, scheme=contract.candidate.scheme_id)
        if code not in REASONS:
            raise Refused([Problem("unknown_answer", Text("Choose one of the answers."), column="code")])
        if card.revoked_at is not None:
            raise Refused([Problem("already_closed", Text("This is closed already."))])
        must_be_version(card, version)
        _revoke(card, code, actor, timezone.now())
        _noted(note, card, contract)
        return card


def full_name(contract: Contract, version: ContractVersion) -> str:
    """The worker's name as the contract has it, else as the person is known."""
    person = contract.candidate.person
    return str(version.parties.get("worker") or f"{person.given_name} {person.family_name}".strip())


def _contract(actor: Actor, number: str) -> Contract:
    rows = Contract.objects.visible_to(actor).select_for_update(of=("self",))
    row = (
        rows.select_related("candidate__person", "candidate__scheme", "employer").filter(number=number).first()
    )
    if row is None:
        raise NotPermitted(number)
    actor.must(Permission.CARD_ISSUE, scheme=row.candidate.scheme_id)
    return row


def _verified(contract: Contract) -> tuple[ContractVersion, bool]:
    """The newest version, signed by all, and whether an authority holds the same one."""
    if contract.ended_on is not None:
        raise Refused([Problem("over", Text("This contract has ended."))])
    version = ContractVersion.objects.filter(contract=contract).select_related("paper").last()
    paper = version.paper if version else None
    if version is None or paper is None or paper.completed_at is None or paper.withdrawn_at is not None:
        hint = Text("A card proves what everybody signed: wait for the missing signatures.")
        raise Refused([Problem("not_signed", Text("Not everybody has signed this contract."), hint)])
    assert not Signature.objects.filter(paper=paper, signed_at__isnull=True).exists()
    filed = FiledContract.objects.filter(contract=contract).last()
    if filed is not None and filed.digest != version.digest:
        hint = Text("Compare the two on the contract's page.")
        raise Refused([Problem("not_as_filed", Text("What was filed differs from what was signed."), hint)])
    return version, filed is not None


def _made(contract: Contract, version: ContractVersion, filed: bool, actor: Actor, now: datetime) -> Card:
    key: CardKey = signing_key(at=now)
    code = "".join(secrets.choice(ALPHABET) for _ in range(SHORT))
    name = full_name(contract, version)
    card = Card(code=code, contract_version=version, key=key, issued_at=now, issued_by_id=actor.id)
    card.number = Card._meta.get_field("number").pre_save(card, add=True)
    begins, ends = _days(version)
    card.payload = {
        "form": FORM,
        "card": card.number,
        "scheme": contract.candidate.scheme.code,
        "issuer": contract.candidate.scheme.name,
        "employer": contract.employer.name,
        "occupation": str(version.terms.get("occupation", "")),
        "from": begins,
        "until": ends,
        "initials": initials(name),
        "holder": holder_digest(holder_part(code, ALPHABET, HOLDER), name),
        "contract": version.digest,
        "filed": filed,
        "issued_on": timezone.localdate(now).isoformat(),
        "key": key.name,
    }
    card.signature = sign(private_key(key), signed_bytes(card.payload))
    card.save(force_insert=True)
    return card


def _days(version: ContractVersion) -> tuple[str | None, str | None]:
    """First and last day as the contract states them; ``None``: not known."""
    terms = version.terms
    try:
        begins = date.fromisoformat(str(terms.get("start", "")))
    except ValueError:
        return None, str(terms["end"]) if terms.get("end") else None
    ends = planned_end(begins, str(terms.get("duration_months", "")))
    return begins.isoformat(), str(terms.get("end") or "") or (ends.isoformat() if ends else None)


def _revoke(card: Card, code: str, actor: Actor, now: datetime) -> None:
    card.revoked_at, card.revoked_code, card.revoked_by_id = now, code, actor.id
    save_next(card)


def _noted(note: Writing, card: Card, contract: Contract) -> None:
    note.scheme_code = contract.candidate.scheme.code
    note.about(card.number, contract.number, contract.candidate.person.number)
