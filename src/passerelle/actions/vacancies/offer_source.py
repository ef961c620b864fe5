"""A list of vacancies with what its source says beside the columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from passerelle.domain.intake.reading import Reading

OWN = "own"


@dataclass(frozen=True, slots=True)
class Beside:
    """Facts of one vacancy that no column holds."""

    link: str = "stated"  # how its occupation was reached: stated, exact, close, broad, narrow, none
    labels: tuple[str, ...] = ()  # what the source calls the occupation
    sector: str = ""
    salary_text: str = ""
    is_employment: bool = True
    posted_on: date | None = None
    text_digest: str = ""
    text_length: int | None = None


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class VacancySource:
    """A reading, whose list it is, where its skills come from, and what stands beside each vacancy."""

    reading: Reading
    name: str = OWN
    skills_how: str = "stated"
    employer: str = ""  # who employs where no column says it
    beside: Mapping[str, Beside] = field(default_factory=dict)

    def beside_of(self, own_id: str) -> Beside:
        """What is known of a vacancy beside its columns."""
        return self.beside.get(own_id, NOTHING_BESIDE)
