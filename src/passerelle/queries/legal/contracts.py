"""Contracts: the list, and one with its versions, what differs, who has signed, and what was filed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.contracts.forms import FORMS
from passerelle.domain.contracts.terms import Difference, compare, missing_terms
from passerelle.queries.legal.paper_page import PaperPage, page_of
from passerelle.records.contracts.models import Contract, ContractVersion, FiledContract
from passerelle.records.signing.models import Signature

STATES = ("draft", "open", "refused", "signed", "amended", "filed", "differs", "ended")


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One line of the list."""

    number: str
    scheme: str
    candidate: str
    family_name: str
    given_name: str
    employer: str
    title: str
    form: str
    version: int | None
    state: str
    governing_law: str
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version beside the one before it; ``fate``: not_sent, open, signed, refused or withdrawn."""

    ordinal: int
    terms: Mapping[str, str]
    fate: str
    refused_by: str
    refused_because: str
    made_at: datetime
    language: str
    reading: str
    digest: str
    differences: tuple[Difference, ...]
    paper: str


@dataclass(frozen=True, slots=True)
class FilingLine:
    """What was lodged, and how it differs from what was signed."""

    authority: str
    reference: str
    filed_on: date
    differences: tuple[Difference, ...]
    is_equal: bool


@dataclass(frozen=True, slots=True)
class ContractPage:
    """Everything about one contract."""

    contract: Contract
    state: str
    parties: tuple[str, ...]
    terms: Mapping[str, str]
    missing: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    paper: PaperPage | None
    filings: tuple[FilingLine, ...]
    in_joint_file: int  # open contracts of this employer in the same joint file
    in_force: int | None  # the newest version that everybody signed


def contract_rows(actor: Actor, *, scheme: str = "", form: str = "", text: str = "") -> QuerySet[Contract]:
    """Contracts within reach, newest first, each with its newest version's facts, in one query."""
    actor.must(Permission.CONTRACT_READ)
    wanted = Q()
    if scheme:
        wanted &= Q(candidate__scheme__code=scheme)
    if form:
        wanted &= Q(form=form)
    if text:
        wanted &= Q(number=text) | Q(candidate__number=text) | Q(candidate__person__search_name__icontains=text)
    rows = Contract.objects.visible_to(actor).filter(wanted).annotate(**_newest())
    return rows.select_related("candidate__person", "candidate__scheme", "employer", "vacancy").order_by("-pk")


def _newest() -> dict[str, Subquery | Exists]:
    """What the newest version, its paper and the newest filing say."""
    newest = ContractVersion.objects.filter(contract=OuterRef("pk")).order_by("-ordinal")
    filed = FiledContract.objects.filter(contract=OuterRef("pk")).order_by("-recorded_at", "-pk")
    signatures = Signature.objects.filter(
        paper__contract_version__contract=OuterRef("pk"), paper__withdrawn_at__isnull=True
    )
    reminded = signatures.filter(reminded_at__isnull=False).order_by("-reminded_at")
    return {
        "ordinal": Subquery(newest.values("ordinal")[:1]),
        "signed_digest": Subquery(newest.values("digest")[:1]),
        "facts": Subquery(newest.values("terms")[:1]),
        "asked": Subquery(newest.values("paper")[:1]),
        "complete": Subquery(newest.values("paper__completed_at")[:1]),
        "signed_before": Exists(newest.filter(paper__completed_at__isnull=False)),
        "refused": Exists(signatures.filter(refused_at__isnull=False)),
        "reminded": Subquery(reminded.values("reminded_at")[:1]),
        "filed_digest": Subquery(filed.values("digest")[:1]),
    }


def as_contract_row(row: Contract) -> ContractRow:
    """A record (annotated) as a line of the list."""
    person = row.candidate.person
    return ContractRow(
        number=row.number,
        scheme=row.candidate.scheme.code,
        candidate=row.candidate.number,
        family_name=person.family_name,
        given_name=person.given_name,
        employer=row.employer.name,
        title=row.vacancy.title,
        form=row.form,
        version=row.ordinal,  # type: ignore[attr-defined]  # annotated
        state=_row_state(row),
        governing_law=(row.facts or {}).get("governing_law", ""),  # type: ignore[attr-defined]  # annotated
        reminded_at=row.reminded,  # type: ignore[attr-defined]  # annotated
    )


def contract_page(actor: Actor, number: str, tongue: str) -> ContractPage:
    """One contract within reach."""
    rows = Contract.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("candidate__person", "candidate__scheme", "vacancy", "employer", "offer")
    contract = joined.first()
    if contract is None:
        raise NotPermitted(number)
    versions = list(contract.versions.select_related("paper__scheme").prefetch_related("paper__signatures"))
    filings = list(contract.filings.all())
    newest = versions[-1] if versions else None
    paper = page_of(newest.paper, None, tongue) if newest and newest.paper else None
    lines = tuple(_version(row, versions[place - 1] if place else None) for place, row in enumerate(versions))
    signed = next((row for row in reversed(versions) if row.paper and row.paper.completed_at), None)
    filed = tuple(_filing(row, signed) for row in filings if signed)
    terms = newest.terms if newest else {}
    return ContractPage(
        contract=contract,
        state=_state(contract, paper, filed, is_amended=signed is not None and signed is not newest),
        parties=FORMS[contract.form].parties,
        terms=terms,
        missing=missing_terms(contract.form, terms),
        versions=tuple(reversed(lines)),
        paper=paper,
        filings=filed,
        in_joint_file=_in_joint_file(actor, contract),
        in_force=signed.ordinal if signed else None,
    )


def side_by_side(page: ContractPage, before: int, after: int) -> tuple[Difference, ...]:
    """What differs between any two versions of a contract, fact by fact."""
    terms = {one.ordinal: one.terms for one in page.versions}
    return compare(terms.get(before, {}), terms.get(after, {}))


def _in_joint_file(actor: Actor, contract: Contract) -> int:
    if not contract.joint_file:
        return 0
    rows = Contract.objects.visible_to(actor).filter(employer=contract.employer_id, ended_on__isnull=True)
    return rows.filter(joint_file=contract.joint_file).count()


def _version(row: ContractVersion, before: ContractVersion | None) -> VersionLine:
    differences = compare(before.terms, row.terms) if before else ()
    paper = row.paper.number if row.paper else ""
    refused = next((one for one in _signatures(row) if one.refused_at), None)
    return VersionLine(
        ordinal=row.ordinal,
        terms=row.terms,
        fate=_fate(row, is_refused=refused is not None),
        refused_by=refused.role if refused else "",
        refused_because=refused.reason if refused else "",
        made_at=row.made_at,
        language=row.language,
        reading=row.reading,
        digest=row.digest,
        differences=differences,
        paper=paper,
    )


def _signatures(row: ContractVersion) -> list[Signature]:
    return list(row.paper.signatures.all()) if row.paper else []


def _fate(row: ContractVersion, *, is_refused: bool) -> str:
    if row.paper is None:
        return "not_sent"
    if row.paper.completed_at is not None:
        return "signed"
    if is_refused:
        return "refused"
    return "withdrawn" if row.paper.withdrawn_at is not None else "open"


def _filing(row: FiledContract, signed: ContractVersion) -> FilingLine:
    found = compare(signed.terms, row.terms)
    return FilingLine(row.authority, row.reference, row.filed_on, found, row.digest == signed.digest)


def _state(
    contract: Contract, paper: PaperPage | None, filed: tuple[FilingLine, ...], *, is_amended: bool
) -> str:
    if contract.ended_on is not None:
        return "ended"
    if is_amended:
        return "amended"
    if paper is None:
        return "draft"
    if paper.state == "signed" and filed:
        return "filed" if filed[-1].is_equal else "differs"
    return str(paper.state) if paper.state in ("signed", "refused") else "open"


def _row_state(row: Contract) -> str:
    known = vars(row)
    if row.ended_on is not None:
        return "ended"
    if known["complete"] is None and known["signed_before"]:
        return "amended"
    if known["asked"] is None:
        return "draft"
    if known["refused"]:
        return "refused"
    if known["complete"] is None:
        return "open"
    if known["filed_digest"] is None:
        return "signed"
    return "filed" if known["filed_digest"] == known["signed_digest"] else "differs"
