"""A version goes to its parties for signature, and what was lodged with the authority is recorded beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.contracts.reach import contract_for, newest, newest_signed, refusal
from passerelle.actions.steps.papers.signing import Draft, Signer, ask_many
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.forms import FORMS
from passerelle.domain.contracts.terms import Difference, compare, missing_terms, read_terms, terms_digest
from passerelle.domain.contracts.wording import LANGUAGES, texts_of, title_of
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.contracts.models import Contract, ContractVersion, FiledContract


@dataclass(frozen=True, slots=True)
class Filing:
    """What was lodged, where and when; ``terms`` are the facts of the lodged text as somebody read them."""

    authority: str
    filed_on: date
    terms: Mapping[str, object]
    reference: str = ""


def ask_for_signatures(
    actor: Actor, number: str, *, addresses: Mapping[str, str], in_turn: bool = False, key: str | None = None
) -> str:
    """Send the newest version to its parties; ``addresses`` by role for those who are not the person.

    Refused with ``missing_terms`` (one problem for each), ``not_readable`` (the worker reads no language of
    the paper), ``already_asked`` or ``no_address``.
    """
    content = [number, dict(addresses), in_turn]
    with writing(actor, "contract.ask", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        contract = contract_for(actor, number)
        row = newest(contract)
        papers = _ask(note, [(contract, row, addresses)], in_turn=in_turn, at=timezone.now())
        note.scheme_code = contract.candidate.scheme.code
        note.about(contract.number, contract.candidate.number, contract.candidate.person.number)
        note.answer = papers[0]
        return papers[0]


def ask_for_many(
    actor: Actor, rows: Sequence[tuple[ContractVersion, Mapping[str, str]]], *, at: datetime | None = None
) -> list[str]:
    """Send many first versions to their parties; all or nothing, constant queries."""
    with writing(actor, "contract.ask", purpose=Purpose.JOURNEY) as note:
        for row, _ in rows:
            actor.must(Permission.CONTRACT_WRITE, scheme=row.contract.candidate.scheme_id)
        asked = [(row.contract, row, addresses) for row, addresses in rows]
        return _ask(note, asked, in_turn=False, at=at or timezone.now())


def record_filing(
    actor: Actor, number: str, filing: Filing, *, key: str | None = None
) -> tuple[Difference, ...]:
    """Record what was lodged with the authority; what differs from the signed text, fact by fact.

    A difference is recorded and shown, never hidden: the guard holds the case until the signed text is filed.
    Refused with ``not_signed`` before everybody has signed.
    """
    content = [number, filing.authority, filing.filed_on.isoformat(), dict(filing.terms), filing.reference]
    with writing(actor, "contract.file", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        contract = contract_for(actor, number)
        signed = newest_signed(contract)
        terms = read_terms(contract.form, filing.terms)
        found = compare(signed.terms, terms)
        if note.replayed:
            return found
        if not filing.authority.strip():
            raise refusal("no_authority", Text("Say with whom it was filed."), column="authority")
        FiledContract.objects.create(
            contract=contract,
            terms=terms,
            parties=signed.parties,
            digest=terms_digest(contract.form, terms, signed.parties),
            authority=filing.authority.strip()[:200],
            reference=filing.reference.strip()[:80],
            filed_on=filing.filed_on,
            filed_by_id=actor.id,
            recorded_at=timezone.now(),
        )
        note.scheme_code = contract.candidate.scheme.code
        note.about(contract.number, contract.candidate.number, contract.candidate.person.number)
        note.details = {"differences": [one.term for one in found]}
        return found


def _ask(
    note: Writing,
    rows: Sequence[tuple[Contract, ContractVersion, Mapping[str, str]]],
    *,
    in_turn: bool,
    at: datetime,
) -> list[str]:
    problems = [problem for contract, row, addresses in rows for problem in _faults(contract, row, addresses)]
    if problems:
        raise Refused(problems)
    asked = [
        (_draft(contract, row, in_turn), _signers(contract, row, addresses))
        for contract, row, addresses in rows
    ]
    papers = ask_many(note, asked, at=at)
    for paper, (_, row, _) in zip(papers, rows, strict=True):
        row.paper = paper
    ContractVersion.objects.bulk_update([row for _, row, _ in rows], ["paper"], batch_size=500)
    return [paper.number for paper in papers]


def _faults(contract: Contract, row: ContractVersion, addresses: Mapping[str, str]) -> list[Problem]:
    found = [
        Problem("missing_terms", Text("%(term)s is not stated.", {"term": term}), column=term)
        for term in missing_terms(contract.form, row.terms)
    ]
    if row.paper_id is not None:
        hint = Text("Remind those whose signature is missing, or write a new version.")
        found.append(Problem("already_asked", Text("This version was already sent for signature."), hint))
    if not row.reading:
        names = {"languages": ", ".join(LANGUAGES)}
        message = Text("The worker reads none of the languages of the text (%(languages)s).", names)
        hint = Text("Record a language that the person reads.")
        found.append(Problem("not_readable", message, hint))
    for role in FORMS[contract.form].parties:
        if role not in ("worker", "student") and not addresses.get(role, "").strip():
            message = Text("An address is missing: %(role)s.", {"role": role})
            found.append(Problem("no_address", message, column=f"address_{role}"))
    return found


def _draft(contract: Contract, row: ContractVersion, in_turn: bool) -> Draft:
    number = f"{contract.number} / {row.ordinal}"
    texts = texts_of(contract.form, row.terms, row.parties, number=number)
    shown = {one: texts[one] for one in dict.fromkeys((row.language, row.reading, *LANGUAGES))}
    return Draft(
        kind=FORMS[contract.form].kind,
        about=contract.number,
        scheme=contract.candidate.scheme,
        title=f"{title_of(contract.form, row.language)} {number}",
        language=row.language,
        texts=shown,
        in_turn=in_turn,
    )


def _signers(contract: Contract, row: ContractVersion, addresses: Mapping[str, str]) -> list[Signer]:
    person = contract.candidate.person
    found = []
    for ordinal, role in enumerate(FORMS[contract.form].parties, start=1):
        if role in ("worker", "student"):
            name = f"{person.family_name} {person.given_name}".strip()
            found.append(Signer(role, name, person.number, row.reading, person.number, None, ordinal,
                                person.name_original))  # fmt: skip
        else:
            firm = contract.employer_id if role in ("employer", "host") else None
            found.append(Signer(role, "", addresses[role].strip(), row.language, "", firm, ordinal))
    return found
