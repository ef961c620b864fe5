"""Seasonal work by joint file: how an employer hires, and how many posts a file must have."""

from dataclasses import dataclass

HIRINGS = ("named", "generic")  # the employer names a worker it knows, or asks for workers to be selected


@dataclass(frozen=True, slots=True)
class LeastPosts:
    """How many posts a joint file must have at least, by a source; what another source says instead."""

    posts: int
    source: str
    evidence: str
    conflict: str
    confirmed: bool = False


# GECCO for 2026. Guides differ, so nothing is refused: the number is shown beside what the file has.
GECCO = LeastPosts(10, "boe.es/buscar/doc.php?id=BOE-A-2025-27014&lang=es", "B", "Another guide says 5.")
END_CODES = ("season_over", "term_over", "by_worker", "by_employer", "agreed", "replaced")
