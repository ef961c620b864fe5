"""Visits, findings, incidents and sampled audits of hosts."""

from passerelle.records.visits.models.audits import Audit, AuditCase
from passerelle.records.visits.models.incidents import Incident, IncidentStep
from passerelle.records.visits.models.visits import Finding, Visit

__all__ = ["Audit", "AuditCase", "Finding", "Incident", "IncidentStep", "Visit"]
