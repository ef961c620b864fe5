"""What each kind of dossier permits whom."""

from passerelle.domain.access.permissions import Permission

HAND_IN = {
    "recognition": Permission.RECOGNITION_WRITE,
    "employer": Permission.EMPLOYER_WRITE,
    "employer_check": Permission.EMPLOYER_WRITE,
    "application": Permission.SELECTION_WRITE,
    "permit": Permission.PERMIT_WRITE,
    "exit": Permission.PERMIT_WRITE,
    "departure": Permission.PERMIT_WRITE,
}
REVIEW = {
    **HAND_IN,
    "employer": Permission.EMPLOYER_REVIEW,
    "employer_check": Permission.EMPLOYER_REVIEW,
}


def to_hand_in(kind: str) -> Permission:
    """What staff need to hand a document in for somebody."""
    return HAND_IN.get(kind, Permission.JOURNEY_MOVE)


def to_review(kind: str) -> Permission:
    """What staff need to decide on a document."""
    return REVIEW.get(kind, Permission.JOURNEY_MOVE)
