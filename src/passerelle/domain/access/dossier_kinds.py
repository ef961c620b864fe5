"""What each kind of dossier permits whom, and for what it is kept."""

from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose

# Papers about a host, kept to protect the people who work there: what officers photographed on a visit, what
# shows that a finding was put right (by the host, or by the scheme's team), what a sampled audit asked for.
VISIT_PHOTOS, CORRECTION, TEAM_CORRECTION, AUDIT_PROOF = (
    "visit_photos",
    "correction",
    "team_correction",
    "audit_proof",
)
OF_HOSTS = (VISIT_PHOTOS, CORRECTION, TEAM_CORRECTION, AUDIT_PROOF)
BY_HOSTS = (CORRECTION, AUDIT_PROOF)  # handed in by the host's own people, by nobody for them

# Evidence of an activity of capacity building; the signed letter behind promised posts.
CAPACITY, COMMITMENT = "capacity", "commitment"

HAND_IN = {
    "recognition": Permission.RECOGNITION_WRITE,
    "employer": Permission.EMPLOYER_WRITE,
    "employer_check": Permission.EMPLOYER_WRITE,
    "application": Permission.SELECTION_WRITE,
    "permit": Permission.PERMIT_WRITE,
    "exit": Permission.PERMIT_WRITE,
    "departure": Permission.PERMIT_WRITE,
    CAPACITY: Permission.CAPACITY_WRITE,
    COMMITMENT: Permission.EMPLOYER_WRITE,
    VISIT_PHOTOS: Permission.VISIT_WRITE,
    CORRECTION: Permission.VISIT_ANSWER,
    TEAM_CORRECTION: Permission.EMPLOYER_REVIEW,
    AUDIT_PROOF: Permission.VISIT_ANSWER,
}
REVIEW = {
    **HAND_IN,
    "employer": Permission.EMPLOYER_REVIEW,
    "employer_check": Permission.EMPLOYER_REVIEW,
    COMMITMENT: Permission.EMPLOYER_REVIEW,
    **dict.fromkeys(OF_HOSTS, Permission.VISIT_WRITE),
}


def to_hand_in(kind: str) -> Permission:
    """What staff need to hand a document in for somebody."""
    return HAND_IN.get(kind, Permission.JOURNEY_MOVE)


def to_review(kind: str) -> Permission:
    """What staff need to decide on a document."""
    return REVIEW.get(kind, Permission.JOURNEY_MOVE)


def purpose_of(kind: str) -> Purpose:
    """Why a dossier is kept and read."""
    if kind == CAPACITY:
        return Purpose.GRANT_EVIDENCE
    return Purpose.PROTECTION if kind in OF_HOSTS else Purpose.JOURNEY
