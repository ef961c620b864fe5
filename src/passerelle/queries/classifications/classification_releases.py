"""What is loaded, and how far the crosswalk reaches."""

from django.db.models import Count

from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Kind
from passerelle.gateways.crosswalks import MISSING, summary
from passerelle.records.classifications.models import Concept, CrosswalkLink, Label, Release


def releases() -> list[dict[str, object]]:
    """Every loaded table with its version, language, rows and day; empty before any load."""
    columns = ("part", "language", "version", "file", "rows", "loaded_at", "digest")
    return [dict(row) for row in Release.objects.order_by("part", "language", "version").values(*columns)]


def label_counts() -> list[dict[str, object]]:
    """How many occupations and skills have labels, by language and version; before any load the built-in."""
    rows = Label.objects.filter(concept__kind__in=[Kind.OCCUPATION, Kind.SKILL])
    counted = rows.values("concept__kind", "language", "version").annotate(concepts=Count("id")).order_by()
    found = [
        {
            "kind": r["concept__kind"],
            "language": r["language"],
            "version": r["version"],
            "concepts": r["concepts"],
        }
        for r in counted
    ]
    return sorted(found or _built_in(), key=lambda row: (row["kind"], row["language"], row["version"]))


def _built_in() -> list[dict[str, object]]:
    return [
        {
            "kind": kind.value,
            "language": language,
            "version": next(
                c.words[language].version for c in seed.concepts(kind).values() if language in c.words
            ),
            "concepts": sum(language in concept.words for concept in seed.concepts(kind).values()),
        }
        for kind, languages in seed.LANGUAGES.items()
        for language in languages
    ]


def coverage(scheme: str = "rome") -> dict[str, object]:
    """How many codes reach ESCO: in words, by SKOS relation, and what is not loaded or not reviewed.

    ``unknown_concepts`` are links to concepts that no loaded package holds; ``reviewed`` links carry the
    office that confirmed them.
    """
    links = CrosswalkLink.objects.filter(scheme=scheme)
    counted = links.values_list("relation").annotate(codes=Count("id")).order_by("relation")
    relations = dict(counted)
    linked = links.exclude(relation=MISSING)
    return {
        "scheme": scheme,
        "codes": sum(relations.values()),
        **summary(relations),
        "relations": relations,
        "unknown_concepts": linked.exclude(uri__in=Concept.objects.values("uri")).count(),
        "reviewed": linked.exclude(reviewer="").count(),
        "versions": sorted(set(links.order_by().values_list("version", flat=True).distinct())),
    }
