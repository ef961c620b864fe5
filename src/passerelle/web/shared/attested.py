"""Attestations and vouchers as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from passerelle.records.dossiers.models import Attestation
from passerelle.records.training.models import Voucher
from passerelle.web.shared.match_sentences import Names, language


@dataclass(frozen=True, slots=True)
class ShownAttestation:
    """What was shown, in words, beside its row; ``ended``: its last valid day has passed."""

    what: str
    row: Attestation
    ended: bool


def attested_concepts(rows: Iterable[Attestation]) -> list[str]:
    """ESCO addresses whose words the page needs."""
    return [row.skill for row in rows if row.skill]


def shown_attestations(rows: Iterable[Attestation], names: Names, on: date) -> list[ShownAttestation]:
    """Each attestation in words."""
    return [
        ShownAttestation(attested_words(row, names), row, row.expires_on is not None and row.expires_on < on)
        for row in rows
    ]


def attested_words(row: Attestation, names: Names) -> str:
    """The skill, the language with its level, or the qualification."""
    if row.skill:
        word = names.concept(row.skill)
        return row.skill.rsplit("/", 1)[-1] if word == row.skill else word  # nothing loaded names it
    return f"{language(row.language)} {row.level}" if row.language else row.title


def shown_vouchers(rows: Iterable[Voucher], on: date) -> list[tuple[Voucher, str]]:
    """Each voucher with how it stands on the day."""
    return [(row, row.state(on)) for row in rows]
