"""Purposes of keeping personal facts, with one clock each."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """Why a personal fact is kept or read; each purpose runs its own retention clock."""

    RECRUITMENT = "recruitment"
    JOURNEY = "journey"
    GRANT_EVIDENCE = "grant_evidence"
    FAIRNESS = "fairness"
    ACCOUNT = "account"
    OVERSIGHT = "oversight"
    PROTECTION = "protection"  # work as agreed, visits, what workers tell in confidence
    REINTEGRATION = "reintegration"
    FOLLOW_UP = "follow_up"
    ALUMNI = "alumni"


@dataclass(frozen=True, slots=True)
class Keep:
    """A personal field's purpose and its term, in months after the purpose has ended."""

    purpose: Purpose
    months: int


def kept(term: Keep, *fields: str) -> dict[str, Keep]:
    """Several fields under one purpose and term."""
    return dict.fromkeys(fields, term)


# Terms are this project's cautious defaults for a public service, not law: an installation's own
# retention schedule replaces them (GDPR art. 5(1)(e) asks for a limit, it names no figure).
RECRUITMENT = Keep(Purpose.RECRUITMENT, 24)
FAIRNESS = Keep(Purpose.FAIRNESS, 36)
JOURNEY = Keep(Purpose.JOURNEY, 24)
ACCOUNT = Keep(Purpose.ACCOUNT, 12)
OVERSIGHT = Keep(Purpose.OVERSIGHT, 36)
PROTECTION = Keep(Purpose.PROTECTION, 60)
REINTEGRATION = Keep(Purpose.REINTEGRATION, 36)
FOLLOW_UP = Keep(Purpose.FOLLOW_UP, 30)
ALUMNI = Keep(Purpose.ALUMNI, 0)
