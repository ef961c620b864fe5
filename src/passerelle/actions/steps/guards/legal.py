"""Guards answered by contracts, permits, exit and departure."""

from collections.abc import Collection, Mapping

from django.utils import timezone

from passerelle.actions.steps.files.contracts import signed_versions
from passerelle.actions.steps.files.departure import gates_of, settled_by
from passerelle.actions.steps.files.exits import exit_is_complete
from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.domain.pathways.short_stays import room
from passerelle.domain.permits.departure import missing_at_gate
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import ContractVersion, FiledContract
from passerelle.records.permits.models import PermitFile
from passerelle.records.stays.visits import visits_of

WHY = "guards answer for the cases that an action reached"


def contract_signed(candidates: Collection[int]) -> set[int]:
    """Everybody has signed the contract. One query."""
    return set(signed_versions(candidates, kind="contract"))


def agreement_signed(candidates: Collection[int]) -> set[int]:
    """Everybody has signed the training agreement. One query."""
    return set(signed_versions(candidates, kind="agreement"))


def contract_filed_equal(candidates: Collection[int]) -> set[int]:
    """The newest filing is the newest signed version, by digest. Three queries."""
    signed: dict[int, ContractVersion] = {}
    for kind in ("contract", "agreement"):
        signed |= {one: found[-1] for one, found in signed_versions(candidates, kind=kind).items()}
    rows = FiledContract.objects.filter(contract__candidate__in=candidates).order_by("recorded_at", "pk")
    filed = {row.contract_id: row.digest for row in rows}
    return {one for one, row in signed.items() if filed.get(row.contract_id) == row.digest}


def permit_granted(candidates: Collection[int]) -> set[int]:
    """A permit is granted in the open case. One query."""
    return _granted(candidates, "permit")


def visa_granted(candidates: Collection[int]) -> set[int]:
    """A visa is granted in the open case. One query."""
    return _granted(candidates, "visa")


def exit_complete(candidates: Collection[int]) -> set[int]:
    """The exit papers are complete on the day of departure, or an authority said so. Five queries."""
    return exit_is_complete(candidates, today=timezone.localdate())


def departure_ready(candidates: Collection[int]) -> set[int]:
    """Everything that the scheme asks of the route or track before departure is settled. Seven queries."""
    settled, gates = settled_by(candidates), gates_of(candidates)
    return {one for one in candidates if one in gates and not missing_at_gate(settled.get(one, ()), gates[one])}


def short_stay_days_left(candidates: Collection[int]) -> set[int]:
    """A day is left of 90 in any 180, counted from all recorded visits of the person. Three queries."""
    today = timezone.localdate()
    rows = Candidate.objects.unscoped(WHY).filter(pk__in=candidates)
    people = dict(rows.values_list("pk", "person"))
    spent = visits_of(set(people.values()), today=today)
    return {one for one, person in people.items() if room(spent[person].spent, today).left > 0}


def _granted(candidates: Collection[int], kind: str) -> set[int]:
    rows = PermitFile.objects.unscoped(WHY).filter(
        kind=kind, state="granted", journey__candidate__in=candidates
    )
    return set(rows.filter(journey__ended_on__isnull=True).values_list("journey__candidate", flat=True))


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "contract_signed": contract_signed,
    "agreement_signed": agreement_signed,
    "contract_filed_equal": contract_filed_equal,
    "permit_granted": permit_granted,
    "visa_granted": visa_granted,
    "exit_complete": exit_complete,
    "departure_ready": departure_ready,
    "short_stay_days_left": short_stay_days_left,
}
