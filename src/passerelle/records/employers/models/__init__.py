"""The records of demand: files and checks, plans, commitments, shortages; Django looks for them here."""

from passerelle.records.employers.models.commitments import Commitment, Freshness, MarketTest, VacancyTurn
from passerelle.records.employers.models.files import Check, EmployerFile, Recognition, Suspension
from passerelle.records.employers.models.plans import Plan, PlanUse, PlanVersion
from passerelle.records.employers.models.shortages import Shortage

__all__ = [
    "Check", "Commitment", "EmployerFile", "Freshness", "MarketTest", "Plan", "PlanUse", "PlanVersion",
    "Recognition", "Shortage", "Suspension", "VacancyTurn",
]  # fmt: skip
