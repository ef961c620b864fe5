"""Everything kept about going home with a plan."""

from passerelle.records.reintegration.models.agreements import FirmPartnership
from passerelle.records.reintegration.models.businesses import Business, BusinessVisit, SurvivalCheck
from passerelle.records.reintegration.models.committees import (
    Committee,
    CommitteeSeat,
    PlanConflict,
    PlanScore,
)
from passerelle.records.reintegration.models.money import Award, Instalment, Repayment, Tranche
from passerelle.records.reintegration.models.plans import (
    BudgetLine,
    PlanEdition,
    PlanNeed,
    PlanStep,
    ReintegrationPlan,
)
from passerelle.records.reintegration.models.ventures import BusinessPlan

__all__ = [
    "Award",
    "BudgetLine",
    "Business",
    "BusinessPlan",
    "BusinessVisit",
    "Committee",
    "CommitteeSeat",
    "FirmPartnership",
    "Instalment",
    "PlanConflict",
    "PlanEdition",
    "PlanNeed",
    "PlanScore",
    "PlanStep",
    "ReintegrationPlan",
    "Repayment",
    "SurvivalCheck",
    "Tranche",
]
