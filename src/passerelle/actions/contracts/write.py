"""A contract is opened for an offer that the person accepted, and its versions are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.contracts.reach import contract_for, refusal
from passerelle.actions.steps.papers.signing import withdraw_papers
from passerelle.actions.steps.places.contracts import link_to_stays
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.forms import FORMS
from passerelle.domain.contracts.terms import form_of, missing_terms, read_terms, reading_language, terms_digest
from passerelle.domain.contracts.wording import LANGUAGES
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.selection.models import Offer
from passerelle.records.signing.models import Paper


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says: facts, the language that counts, and names of parties that nobody knows yet."""

    terms: Mapping[str, object]
    language: str = "en"
    names: Mapping[str, str] = field(default_factory=dict)


def open_contract(actor: Actor, offer_number: str, form: str, *, key: str | None) -> str:
    """Open a contract for an offer that the person accepted; its number.

    Refused with ``not_accepted``, ``offer_released``, ``contract_there`` or ``unknown_form``.
    """
    with writing(
        actor, "contract.open", purpose=Purpose.JOURNEY, key=key, content=[offer_number, form]
    ) as note:
        if note.replayed:
            return str(note.answer)
        offer = _offer_for(actor, offer_number)
        form_of(form)
        vacancy = offer.place.vacancy
        contract = Contract(
            candidate=offer.candidate, vacancy=vacancy, employer=vacancy.employer, offer=offer, form=form
        )
        try:
            with transaction.atomic():
                contract.save()
        except IntegrityError:
            raise refusal("contract_there", Text("This offer already has a contract.")) from None
        note.scheme_code = offer.candidate.scheme.code
        note.about(contract.number, offer.number, offer.candidate.number, offer.candidate.person.number)
        link_to_stays(note, [contract])
        note.answer = contract.number
        return contract.number


def write_version(
    actor: Actor, number: str, said: Said, *, version: int | None = None, key: str | None = None
) -> int:
    """Write the next version; an unsigned paper of the version before is withdrawn. Its ordinal."""
    content = [number, dict(said.terms), said.language, dict(said.names)]
    with writing(actor, "contract.write", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        contract = contract_for(actor, number)
        must_be_version(contract, version)
        if said.language not in LANGUAGES:
            raise refusal("unknown_language", Text("Choose a language of the list."), column="language")
        row = version_of(contract, said)
        before = ContractVersion.objects.filter(contract=contract).order_by("-ordinal").first()
        if before is not None and before.digest == row.digest and before.language == row.language:
            raise refusal("no_change", Text("Nothing differs from the version before."))
        row.ordinal, row.made_by_id = before.ordinal + 1 if before else 1, actor.id
        open_papers = Paper.objects.unscoped("the contract was reached").filter(
            contract_version__contract=contract, completed_at__isnull=True, withdrawn_at__isnull=True
        )
        withdraw_papers(note, list(open_papers), code="new_version", at=row.made_at)
        row.save()
        save_next(contract)
        note.scheme_code = contract.candidate.scheme.code
        note.about(contract.number, contract.candidate.number, contract.candidate.person.number)
        note.details = {"version": row.ordinal, "missing": list(missing_terms(contract.form, row.terms))}
        note.answer = row.ordinal
        return row.ordinal


def write_many(actor: Actor, rows: Sequence[tuple[Contract, Said]]) -> list[ContractVersion]:
    """First versions of many contracts in one act, each with its own facts; constant queries."""
    with writing(actor, "contract.write", purpose=Purpose.JOURNEY) as note:
        for contract, _ in rows:
            actor.must(Permission.CONTRACT_WRITE, scheme=contract.candidate.scheme_id)
        made = [version_of(contract, said) for contract, said in rows]
        for row in made:
            row.ordinal, row.made_by_id = 1, actor.id
        note.about(*(contract.number for contract, _ in rows))
        return ContractVersion.objects.bulk_create(made, batch_size=500)


def version_of(contract: Contract, said: Said) -> ContractVersion:
    """A version before it is numbered: facts in one spelling, parties, the language read."""
    person = contract.candidate.person
    terms = read_terms(contract.form, said.terms)
    parties = _parties(contract, person, said.names)
    return ContractVersion(
        contract=contract,
        terms=terms,
        parties=parties,
        language=said.language,
        reading=reading_language(_spoken(person), LANGUAGES, person.language) or "",
        digest=terms_digest(contract.form, terms, parties),
        made_at=timezone.now(),
    )


def _parties(contract: Contract, person: Person, names: Mapping[str, str]) -> dict[str, str]:
    known = {"employer": contract.employer.name, "host": contract.employer.name}
    own = f"{person.family_name} {person.given_name}".strip()
    known |= {"worker": own, "student": own}
    return {
        role: known.get(role) or " ".join(names.get(role, "").split())[:200]
        for role in FORMS[contract.form].parties
    }


def _spoken(person: Person) -> dict[str, str | None]:
    return {one["code"]: one.get("level") for one in person.languages or ()}


def _offer_for(actor: Actor, number: str) -> Offer:
    reached = Candidate.objects.visible_to(actor)
    rows = Offer.objects.filter(number=number, candidate__in=reached)
    offer = rows.select_related("candidate__person", "candidate__scheme", "place__vacancy__employer").first()
    if offer is None:
        raise NotPermitted(number)
    actor.must(Permission.CONTRACT_WRITE, scheme=offer.candidate.scheme_id)
    if offer.released_at is not None:
        raise refusal("offer_released", Text("This offer was released."))
    if offer.accepted_at is None:
        hint = Text("Record the person's answer to the offer first.")
        raise refusal("not_accepted", Text("The person has not accepted this offer yet."), hint)
    return offer
