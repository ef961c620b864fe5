"""The fee ledger: who must pay, who paid, what departs from the ILO definition; proof per scheme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.contracts.fees import Duty, Refund, duties_for, is_gap, refund_state
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Contract, Fee, FeeStatement

BORNE = Q(payer="worker", amount__gt=0) | Q(category="illegitimate", amount__gt=0)


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One cost and where its refund stands."""

    fee: Fee
    gap: bool
    refund: str
    duties: tuple[Duty, ...] = ()  # who must pay it, by law or by scheme; empty: unknown


@dataclass(frozen=True, slots=True)
class SchemeProof:
    """What a scheme can show: people with a contract, those who said they paid nothing, open gaps, sums."""

    scheme: str
    people: int
    said_nothing: int
    with_gap: int
    refunded: int
    unknown: int
    sums: tuple[tuple[str, str, Decimal], ...]  # payer, currency, amount


def fee_rows(actor: Actor, *, scheme: str = "", gaps: bool = False) -> QuerySet[Fee]:
    """Costs within reach, newest first, in one query."""
    actor.must(Permission.CONTRACT_READ)
    rows = Fee.objects.visible_to(actor).select_related("candidate__person", "candidate__scheme")
    rows = rows.filter(candidate__scheme__code=scheme) if scheme else rows
    return (rows.filter(BORNE) if gaps else rows).order_by("-pk")


def with_duties(actor: Actor, fees: Sequence[Fee]) -> list[FeeRow]:
    """Costs with who must pay them: by scheme, and by law where the person's contracts are. One query."""
    hired = Contract.objects.visible_to(actor).filter(candidate__in={one.candidate_id for one in fees})
    places: dict[int, set[str]] = {}
    for candidate, country in hired.values_list("candidate", "vacancy__country"):
        places.setdefault(candidate, set()).add(country or "")
    return [
        replace(
            as_fee_row(one),
            duties=duties_for(one.candidate.scheme.code, places.get(one.candidate_id, ()))[one.category],
        )
        for one in fees
    ]


def as_fee_row(fee: Fee) -> FeeRow:
    """A cost with its gap and refund."""
    gap = is_gap(fee.payer, fee.amount, fee.category)
    refund = Refund(fee.claimed_on, fee.agreed_on, fee.refused_on, fee.refunded_on)
    return FeeRow(fee, gap, refund_state(gap, refund))


def proofs(actor: Actor) -> list[SchemeProof]:
    """Each scheme's proof; a constant number of queries.

    A person counts once: an open gap before a refund, a refund before a word of having paid nothing.
    """
    fees = Fee.objects.visible_to(actor)
    mine = Contract.objects.visible_to(actor).filter(ended_on__isnull=True)
    people = {(code, pk) for code, pk in mine.values_list("candidate__scheme__code", "candidate")}
    open_ = _people(fees.filter(BORNE, refunded_on__isnull=True))
    paid = _people(fees.filter(BORNE, refunded_on__isnull=False)) - open_
    said = FeeStatement.objects.filter(candidate__in=Candidate.objects.visible_to(actor), paid_nothing=True)
    nothing = _people(said) - open_ - paid
    sums: dict[str, list[tuple[str, str, Decimal]]] = {}
    by = ("candidate__scheme__code", "payer", "currency")
    for row in fees.values(*by).annotate(sum=Sum("amount")).order_by(*by):
        sums.setdefault(row["candidate__scheme__code"], []).append((row["payer"], row["currency"], row["sum"]))
    everybody = people | open_ | paid | nothing
    return [
        SchemeProof(
            scheme=code,
            people=_in(everybody, code),
            said_nothing=_in(nothing, code),
            with_gap=_in(open_, code),
            refunded=_in(paid, code),
            unknown=_in(everybody - open_ - paid - nothing, code),
            sums=tuple(sums.get(code, ())),
        )
        for code in sorted({code for code, _ in everybody} | set(sums))
    ]


def _people(rows: QuerySet[Fee] | QuerySet[FeeStatement]) -> set[tuple[str, int]]:
    return set(rows.values_list("candidate__scheme__code", "candidate"))


def _in(people: Iterable[tuple[str, int]], code: str) -> int:
    return sum(1 for one, _ in people if one == code)
