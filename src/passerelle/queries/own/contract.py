"""One contract as its own person reads it: each version with languages, digest, and her answer."""

from dataclasses import dataclass
from datetime import datetime

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.contracts.terms import Difference, compare
from passerelle.records.contracts.models import Contract, ContractVersion


@dataclass(frozen=True, slots=True)
class OwnVersion:
    """One version that was sent to the person; ``waits``: her signature is asked for now."""

    ordinal: int
    made_at: datetime
    language: str  # the one that counts
    languages: tuple[str, ...]  # those in which the text can be kept
    digest: str
    differences: tuple[Difference, ...]
    paper: str
    signed_at: datetime | None
    refused_at: datetime | None
    complete: bool
    withdrawn: bool

    @property
    def waits(self) -> bool:
        """Whether her answer is asked for."""
        return not (self.signed_at or self.refused_at or self.withdrawn or self.complete)


@dataclass(frozen=True, slots=True)
class OwnContract:
    """A contract with the versions that were sent, newest first, and where it was filed."""

    contract: Contract
    versions: tuple[OwnVersion, ...]
    filed_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnText:
    """The text of a version in one language, as it was put to be signed."""

    title: str
    text: str
    digest: str
    candidate: str
    scheme: str


def own_contract(actor: Actor, number: str) -> OwnContract:
    """The person's own contract; ``NotPermitted`` for anybody else. Four queries."""
    contract = _own(actor, number)
    sent = contract.versions.filter(paper__isnull=False).select_related("paper")
    rows = list(sent.prefetch_related("paper__signatures").order_by("ordinal"))
    versions = [_version(row, rows[place - 1] if place else None) for place, row in enumerate(rows)]
    filed = contract.filings.order_by("filed_on").values_list("authority", flat=True)
    return OwnContract(contract, tuple(reversed(versions)), tuple(filed))


def own_text(actor: Actor, number: str, ordinal: int, language: str) -> OwnText:
    """A version's text to keep; ``NotPermitted`` where it was never sent or has no such language."""
    contract = _own(actor, number)
    row = contract.versions.filter(ordinal=ordinal, paper__isnull=False).select_related("paper").first()
    if row is None or row.paper is None or language not in row.paper.texts:
        raise NotPermitted(number)
    candidate = contract.candidate
    text = str(row.paper.texts[language])
    return OwnText(row.paper.title, text, row.paper.digest, candidate.number, candidate.scheme.code)


def _own(actor: Actor, number: str) -> Contract:
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Contract.objects.visible_to(actor).filter(number=number, candidate__person__number__in=people)
    contract = rows.select_related("candidate__scheme", "employer", "vacancy").first()
    if contract is None:
        raise NotPermitted(number)
    return contract


def _version(row: ContractVersion, before: ContractVersion | None) -> OwnVersion:
    assert row.paper is not None  # only versions that were sent
    mine = next(one for one in row.paper.signatures.all() if one.role in ("worker", "student"))
    return OwnVersion(
        ordinal=row.ordinal,
        made_at=row.made_at,
        language=row.language,
        languages=tuple(row.paper.texts),
        digest=row.paper.digest,
        differences=compare(before.terms, row.terms) if before else (),
        paper=row.paper.number,
        signed_at=mine.signed_at,
        refused_at=mine.refused_at,
        complete=row.paper.completed_at is not None,
        withdrawn=row.paper.withdrawn_at is not None,
    )
