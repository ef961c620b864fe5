"""The models of the dossiers app."""

from passerelle.records.dossiers.models.attestations import Attestation
from passerelle.records.dossiers.models.dossiers import Dossier, DossierItem

__all__ = ["Attestation", "Dossier", "DossierItem"]
