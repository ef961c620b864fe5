"""Reads a crosswalk from ROME appellations (France) to ESCO occupations."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from passerelle.domain.classifications.concepts import is_uri
from passerelle.domain.classifications.folding import fold
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.reference import Table, tables

LINKS = {"escoUri", "romeAppellationCode", "romeAppellationLabel", "mappingRelation"}
APPELLATIONS = {"code", "libelle"}
RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")
SAME = frozenset(RELATIONS[:2])
MISSING = "missing"


class Link(NamedTuple):
    """One appellation and where it leads; relation ``missing`` and an empty address when nowhere."""

    code: str
    label: str
    uri: str
    relation: str
    reviewer: str = ""


class Reached(NamedTuple):
    """An ESCO occupation and how closely it was reached (``exactMatch``, ``broadMatch``...)."""

    uri: str
    relation: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Appellations by code, with every spelling of their labels that the two lists know."""

    links: Mapping[str, Link]
    codes: Mapping[str, str] = field(repr=False)  # folded label -> appellation code

    def reach(self, appellation: str) -> Reached | None:
        """The occupation for an appellation's label or code; ``None`` when unknown or without a link.

        The relation is read from the appellation: ``broadMatch`` means that the occupation is broader.
        """
        code = appellation.strip()
        link = self.links.get(code) or self.links.get(self.codes.get(fold(code), ""))
        return Reached(link.uri, link.relation) if link and link.uri else None

    def counts(self) -> dict[str, int]:
        """Appellations by relation, ``missing`` among them."""
        found = Counter(link.relation for link in self.links.values())
        return {relation: found[relation] for relation in (*RELATIONS, MISSING)}


def summary(counts: Mapping[str, int]) -> dict[str, int]:
    """Coverage in words: ``exact`` holds exact and close matches, since both name the same occupation.

    A close match differs by usage, not by scope (SKOS reference, section 10.6.4), and every appellation of
    the published table has one link only; a broad match loses what makes the appellation particular.
    """
    return {
        "exact": sum(counts.get(relation, 0) for relation in SAME),
        "broad": counts.get("broadMatch", 0),
        "narrow": counts.get("narrowMatch", 0),
        "missing": counts.get(MISSING, 0),
    }


def read_rome(links: Path, appellations: Path | None = None) -> Crosswalk:
    """The crosswalk from its two tables; without the list of appellations, missing links are unknown.

    Raises ``MissingFile`` or ``Refused`` with the rows at fault.
    """
    return read_tables(tables(links)[0], tables(appellations)[0] if appellations else None)


def version_of(links: Table) -> str:
    """The version in a table's name, ``"unknown"`` where it says none."""
    found = re.search(r"v\d+(?:\.\w+)*", links.name.removesuffix(".csv"))
    return found[0] if found else "unknown"


def read_tables(links: Table | None, appellations: Table | None) -> Crosswalk:
    """The crosswalk from two opened tables; either may be absent."""
    found: dict[str, Link] = {}
    codes: dict[str, str] = {}
    problems: list[Problem] = []
    if appellations is not None:
        _must_have(appellations, APPELLATIONS)
        for _, row in appellations.rows():
            found[row["code"]] = Link(row["code"], row["libelle"].strip(), "", MISSING)
            codes[fold(row["libelle"])] = row["code"]
    if links is not None:
        _must_have(links, LINKS)
        for line, row in links.rows():
            link = _link(row)
            if not is_uri(link.uri) or link.relation not in RELATIONS or not link.code:
                problems.append(_bad_link(links.name, line))
                continue
            known = found.get(link.code)
            found[link.code] = link._replace(label=known.label) if known else link
            codes.setdefault(fold(link.label), link.code)  # the newer list's spelling wins
    if problems:
        raise Refused(problems[:20])
    return Crosswalk(found, codes)


def _link(row: Mapping[str, str]) -> Link:
    return Link(
        row["romeAppellationCode"].strip(),
        row["romeAppellationLabel"].strip(),
        row["escoUri"].strip(),
        row["mappingRelation"].strip().removeprefix("skos:"),
        row.get("reviewer", "").strip(),
    )


def _must_have(table: Table, wanted: set[str]) -> None:
    absent = sorted(wanted - set(table.header()))
    if absent:
        message = Text("Columns are missing: %(columns)s.", {"columns": ", ".join(absent)})
        hint = Text("Load the crosswalk tables as published.")
        raise Refused([Problem("wrong_columns", message, hint, file=table.name, row=1)])


def _bad_link(name: str, line: int) -> Problem:
    message = Text("The link needs an appellation code, an ESCO address and a SKOS relation.")
    hint = Text("Relations are skos:exactMatch, closeMatch, broadMatch or narrowMatch.")
    return Problem("bad_link", message, hint, file=name, row=line)
