"""The models of the dossiers app."""

from passerelle.records.dossiers.models.attestations import Attestation
from passerelle.records.dossiers.models.dossiers import CompleteSpan, Dossier, DossierItem, ExpiryReminder

__all__ = ["Attestation", "CompleteSpan", "Dossier", "DossierItem", "ExpiryReminder"]
