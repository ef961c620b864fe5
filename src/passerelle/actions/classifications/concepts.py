"""Writes concepts and their labels; part of the loading action, never a transaction of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.actions.classifications.tally import Tally
from passerelle.domain.classifications.concepts import Kind, newer, newest
from passerelle.gateways.esco import ConceptRow, Part
from passerelle.records.classifications.models import Concept, Label

BATCH = 2_000
_PLAIN = ("code", "isco", "skill_type", "reuse", "version")


@dataclass(slots=True)
class Known:
    """The concepts in the database by URI, and the newest version of each kind."""

    concepts: dict[str, Concept]
    newest: dict[str, str] = field(default_factory=dict)

    def number(self, uri: str) -> int | None:
        """The concept's key, ``None`` when it is not loaded."""
        found = self.concepts.get(uri)
        return found.pk if found else None


def known_concepts() -> Known:
    """Read all concepts in one query (17,000 rows for a full package)."""
    concepts = {concept.uri: concept for concept in Concept.objects.iterator(BATCH)}
    versions: dict[str, set[str]] = {}
    for concept in concepts.values():
        versions.setdefault(concept.kind, set()).add(concept.version)
    return Known(concepts, {kind: newest(found) or "" for kind, found in versions.items()})


def keep_concepts(part: Part, rows: Iterable[ConceptRow], known: Known, tally: Tally) -> None:
    """Create and change concepts, then labels.

    A table older than what is loaded never adds or changes a concept: it only lends its labels.
    """
    given = list(rows)
    tally.rows += len(given)
    fresh: dict[str, Concept] = {}
    changed: dict[str, Concept] = {}
    leading = {
        kind: not newer(known.newest.get(kind, part.version), part.version) for kind in {r.kind for r in given}
    }
    for row in given:
        if not leading[row.kind]:
            continue
        concept = known.concepts.get(row.uri)
        if concept is None:
            fresh[row.uri] = _new(row, part.version)
        elif _update(concept, row, part.version):
            changed[row.uri] = concept
    Concept.objects.bulk_create(fresh.values(), batch_size=BATCH)
    Concept.objects.bulk_update(changed.values(), _PLAIN, batch_size=500)
    known.concepts.update(fresh)
    known.newest.update({kind: part.version for kind, leads in leading.items() if leads})
    tally.created += len(fresh)
    tally.changed += len(changed)
    _keep_labels(part, given, known, tally)


def _new(row: ConceptRow, version: str) -> Concept:
    return Concept(
        uri=row.uri,
        kind=row.kind,
        code=row.code,
        isco=row.isco,
        skill_type=row.skill_type,
        reuse=row.reuse,
        version=version,
    )


def _update(concept: Concept, row: ConceptRow, version: str) -> bool:
    """Bring a concept up to its row; an empty cell (a table without codes) keeps what is known."""
    before = [getattr(concept, name) for name in _PLAIN]
    for name in _PLAIN[:-1]:
        setattr(concept, name, getattr(row, name) or getattr(concept, name))
    concept.version = version
    return before != [getattr(concept, name) for name in _PLAIN]


def _keep_labels(part: Part, rows: Sequence[ConceptRow], known: Known, tally: Tally) -> None:
    stored = _stored_labels(rows)
    fresh: dict[tuple[int, str], Label] = {}
    changed: dict[tuple[int, str], Label] = {}
    for row in rows:
        number = known.number(row.uri)
        if number is None:
            tally.passed_over += 1
            continue
        label = stored.get((number, row.language))
        if label is None:
            fresh[number, row.language] = _label(number, row, part.version)
        elif newer(label.version, part.version):
            tally.kept_newer += 1
        elif _relabel(label, row, part.version):
            changed[number, row.language] = label
        else:
            tally.unchanged += 1
    Label.objects.bulk_create(fresh.values(), batch_size=BATCH)
    Label.objects.bulk_update(changed.values(), ["preferred", "alternatives", "version"], batch_size=500)
    tally.created += len(fresh)
    tally.changed += len(changed)


def _stored_labels(rows: Sequence[ConceptRow]) -> Mapping[tuple[int, str], Label]:
    kinds: set[Kind] = {row.kind for row in rows}
    languages = {row.language for row in rows}
    found = Label.objects.filter(concept__kind__in=kinds, language__in=languages)
    return {(label.concept_id, label.language): label for label in found.iterator(BATCH)}


def _label(number: int, row: ConceptRow, version: str) -> Label:
    return Label(
        concept_id=number,
        language=row.language,
        preferred=row.preferred,
        alternatives=list(row.alternatives),
        version=version,
    )


def _relabel(label: Label, row: ConceptRow, version: str) -> bool:
    after = (row.preferred, list(row.alternatives), version)
    if (label.preferred, label.alternatives, label.version) == after:
        return False
    label.preferred, label.alternatives, label.version = after
    return True
