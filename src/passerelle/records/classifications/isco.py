"""The ISCO-08 code of each occupation that is stated by its ESCO address."""

from collections.abc import Collection, Mapping

from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Kind
from passerelle.records.classifications.models import Concept

FEW = 500  # more addresses are not named in the query: the whole release is read


def isco_of(used: Collection[str], stated: Mapping[str, str] | None = None) -> dict[str, str]:
    """ISCO-08 by address, of the occupations ``used``: loaded releases, then what lists state. One query."""
    every = Concept.objects.filter(kind=Kind.OCCUPATION).exclude(isco="")
    rows = (every.filter(uri__in=used) if len(used) <= FEW else every).values_list("uri", "isco")
    built_in = {uri: concept.isco for uri, concept in seed.occupations().items() if concept.isco}
    known = {**built_in, **(stated or {}), **dict(rows)}
    return {one: known[one] for one in sorted(used) if one in known}
