"""What the other rooms keep about a candidacy: contracts, permits, recognition, groups; numbers only."""

from passerelle.domain.access.actor import Actor
from passerelle.records.candidates.models import Candidate
from passerelle.records.contracts.models import Contract
from passerelle.records.permits.models import PermitFile
from passerelle.records.recognition.models import RecognitionFile
from passerelle.records.reintegration.models import BusinessPlan, ReintegrationPlan
from passerelle.records.stays.models import Stay
from passerelle.records.training.models import Enrolment, Group


def case_rooms(actor: Actor, candidate: Candidate) -> dict[str, list[str]]:
    """For each route, the numbers within the reader's reach; seven queries."""
    contracts = Contract.objects.visible_to(actor).filter(candidate=candidate)
    permits = PermitFile.objects.visible_to(actor).filter(journey__candidate=candidate)
    files = RecognitionFile.objects.visible_to(actor).filter(candidate=candidate)
    enrolments = Enrolment.objects.visible_to(actor).filter(
        candidate=candidate, group__in=Group.objects.visible_to(actor)
    )
    plans = ReintegrationPlan.objects.visible_to(actor).filter(journey__candidate=candidate)
    ventures = BusinessPlan.objects.visible_to(actor).filter(journey__candidate=candidate)
    return {
        "contract": list(contracts.order_by("pk").values_list("number", flat=True)),
        "permit": list(permits.order_by("pk").values_list("number", flat=True)),
        "recognition": list(files.order_by("pk").values_list("number", flat=True)),
        "stay": list(
            Stay.objects.visible_to(actor)
            .filter(journey__candidate=candidate)
            .order_by("pk")
            .values_list("number", flat=True)
        ),
        "home-plan": list(plans.order_by("pk").values_list("number", flat=True)),
        "business-plan": list(ventures.order_by("pk").values_list("number", flat=True)),
        "group": list(enrolments.order_by("pk").values_list("group__number", flat=True)),
    }
