"""The built-in part of ESCO: the occupations of the nine pilots, their skills, labels in four languages."""

import re
from collections.abc import Mapping
from functools import cache

from passerelle.domain.classifications import tables
from passerelle.domain.classifications.concepts import ESCO, Concept, Kind, Need, Words

LANGUAGES = {Kind.OCCUPATION: ("en", "fr", "es", "ar"), Kind.SKILL: ("en", "fr", "es")}
VERSION = "v1.1.1"
_TABLES = {Kind.OCCUPATION: "esco_occupations", Kind.SKILL: "esco_skills"}


def tables_of(kind: Kind) -> tuple[str, ...]:
    """The built-in tables that hold a kind; none for kinds that are not built in."""
    base = _TABLES.get(kind)
    return (base, *(f"{base}_{language}" for language in LANGUAGES[kind])) if base else ()


def _version(name: str) -> str:
    found = re.search(r"v\d+\.\d+\.\w+", tables.source(name))
    return found[0] if found else VERSION


@cache
def _words(kind: Kind) -> Mapping[str, Mapping[str, Words]]:
    """Key -> language -> labels."""
    found: dict[str, dict[str, Words]] = {}
    for language in LANGUAGES[kind]:
        name = f"{_TABLES[kind]}_{language}"
        version = _version(name)
        for row in tables.rows(name):
            alternatives = tuple(row["alternatives"].split(" | ")) if row["alternatives"] else ()
            found.setdefault(row["key"], {})[language] = Words(row["preferred"], alternatives, version)
    return found


@cache
def _by_key(kind: Kind) -> Mapping[str, Concept]:
    words = _words(kind)
    return {
        row["key"]: Concept(
            uri=ESCO + row["id"],
            kind=kind,
            code=row.get("code", ""),
            isco=row.get("isco", ""),
            skill_type=row.get("type", ""),
            reuse=row.get("reuse", ""),
            words=words[row["key"]],
        )
        for row in tables.rows(_TABLES[kind])
    }


@cache
def concepts(kind: Kind) -> Mapping[str, Concept]:
    """The built-in occupations or skills by URI; empty for kinds that are not built in."""
    return {concept.uri: concept for concept in _by_key(kind).values()} if kind in _TABLES else {}


@cache
def _needs() -> Mapping[tuple[str, Need], tuple[str, ...]]:
    occupations, skills = _by_key(Kind.OCCUPATION), _by_key(Kind.SKILL)
    return {
        (occupations[row["occupation"]].uri, Need(row["kind"])): tuple(
            skills[key].uri for key in row["skills"].split()
        )
        for row in tables.rows("esco_relations")
    }


def occupations() -> Mapping[str, Concept]:
    """The built-in occupations by URI."""
    return concepts(Kind.OCCUPATION)


def skills() -> Mapping[str, Concept]:
    """The built-in skills by URI."""
    return concepts(Kind.SKILL)


def skills_of(occupation: str, need: Need = Need.ESSENTIAL) -> tuple[str, ...]:
    """URIs of the skills that a built-in occupation asks for; empty for an unknown occupation."""
    return _needs().get((occupation, need), ())


@cache
def in_group(code: str) -> tuple[str, ...]:
    """URIs of the built-in occupations in an ISCO-08 group of any level."""
    return tuple(uri for uri, concept in occupations().items() if concept.isco.startswith(code))
