"""Writes hierarchy, needs and collections as whole sets; part of the loading action."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from passerelle.actions.classifications.concepts import BATCH, Known
from passerelle.actions.classifications.tally import Tally
from passerelle.domain.classifications.concepts import Kind
from passerelle.gateways.esco import Content, LinkRow, MemberRow
from passerelle.records.classifications.models import Broader, Membership, Relation

_DELETE = 500  # below SQLite's limit of values in one statement
_PILLARS = ((Kind.OCCUPATION, Kind.ISCO_GROUP), (Kind.SKILL, Kind.SKILL_GROUP))


def keep_broader(rows: Iterable[LinkRow], known: Known, tally: Tally) -> None:
    """Replace the hierarchy of the pillar (occupations or skills) that the table is about."""
    given = list(rows)
    kinds = {known.concepts[row.source].kind for row in given if row.source in known.concepts}
    pillar = [kind for pillar in _PILLARS if kinds & set(pillar) for kind in pillar]
    wanted: set[tuple[object, ...]] = {(source, target) for source, target, _ in _numbered(given, known, tally)}
    stored = Broader.objects.filter(concept__kind__in=pillar)
    _replace(stored, ("concept_id", "broader_id"), wanted, tally)


def keep_needs(content: Content, rows: Iterable[LinkRow], known: Known, tally: Tally) -> None:
    """Replace what occupations (or skills) ask for."""
    wanted = set(_numbered(rows, known, tally))
    kind = Kind.OCCUPATION if content is Content.NEEDS else Kind.SKILL
    stored = Relation.objects.filter(concept__kind=kind)
    _replace(stored, ("concept_id", "skill_id", "kind"), wanted, tally)


def keep_members(rows: Iterable[MemberRow], known: Known, tally: Tally) -> None:
    """Add members to the collections that the table names; two tables may share one collection's name."""
    wanted: set[tuple[object, ...]] = set()
    for row in rows:
        tally.rows += 1
        number = known.number(row.uri)
        if number is None:
            tally.passed_over += 1
        else:
            wanted.add((row.collection, number))
    stored = Membership.objects.filter(collection__in={key[0] for key in wanted})
    _replace(stored, ("collection", "concept_id"), wanted, tally, removing=False)


def _numbered(rows: Iterable[LinkRow], known: Known, tally: Tally) -> Iterable[tuple[object, ...]]:
    for row in rows:
        tally.rows += 1
        source, target = known.number(row.source), known.number(row.target)
        if source is None or target is None:
            tally.passed_over += 1
        else:
            yield source, target, row.kind


def _replace(
    stored: QuerySet[Any],
    names: tuple[str, ...],
    wanted: set[tuple[object, ...]],
    tally: Tally,
    *,
    removing: bool = True,
) -> None:
    """Make the stored rows equal to the wanted keys: insert the new, delete what is gone."""
    model: type[Model] = stored.model
    rows = model._default_manager
    present = {tuple(key[1:]): key[0] for key in stored.values_list("pk", *names).iterator(BATCH)}
    fresh = [model(**dict(zip(names, key, strict=True))) for key in wanted if key not in present]
    rows.bulk_create(fresh, batch_size=BATCH)
    gone = [number for key, number in present.items() if key not in wanted] if removing else []
    for start in range(0, len(gone), _DELETE):
        rows.filter(pk__in=gone[start : start + _DELETE]).delete()
    tally.created += len(fresh)
    tally.removed += len(gone)
    tally.unchanged += len(wanted) - len(fresh)
