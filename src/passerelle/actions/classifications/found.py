"""Sorts the files that somebody wants to load: which tables they hold, in which order to load them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from passerelle.domain.classifications.concepts import version_order
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways import crosswalks
from passerelle.gateways.esco import Content, Part, recognise
from passerelle.gateways.reference import Table, tables

_SUFFIXES = (".csv", ".csv.gz", ".zip")


@dataclass(slots=True)
class Found:
    """Recognised tables; ``left_out`` names those of a package or folder that hold nothing for us."""

    parts: list[Part] = field(default_factory=list)
    links: Table | None = None
    appellations: Table | None = None
    left_out: list[str] = field(default_factory=list)


def find(paths: Sequence[Path], *, language: str = "", version: str = "") -> Found:
    """Recognise every table, in the order of loading: concepts before links, newest version first.

    A file named by itself must be recognised; in a folder or a package other tables are left out.
    """
    found = Found()
    problems: list[Problem] = []
    for path, named in _files(paths):
        for table in tables(path):
            try:
                known = _sort_in(table, found, language=language, version=version)
            except Refused as refused:
                problems.extend(refused.problems)
                continue
            if not known and named and table.package == path.name and path.suffix != ".zip":
                problems.append(_unknown(table))
            elif not known:
                found.left_out.append(table.name)
    if problems:
        raise Refused(problems)
    order = list(Content)
    found.parts.sort(key=lambda part: version_order(part.version), reverse=True)
    found.parts.sort(key=lambda part: order.index(part.content))
    return found


def _files(paths: Sequence[Path]) -> Iterable[tuple[Path, bool]]:
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.name.endswith(_SUFFIXES))
            if not inside:
                raise MissingFile(f"{path}: nothing to load is in this folder")
            yield from ((file, False) for file in inside)
        else:
            yield path, True


def _sort_in(table: Table, found: Found, *, language: str, version: str) -> bool:
    columns = set(table.header())
    if columns >= crosswalks.LINKS:
        found.links = table
    elif columns == crosswalks.APPELLATIONS:
        found.appellations = table
    else:
        part = recognise(table, language=language, version=version)
        if part is None:
            return False
        found.parts.append(part)
    return True


def _unknown(table: Table) -> Problem:
    message = Text("No table of ESCO or of a crosswalk has these columns.")
    hint = Text("Load the files as published: CSV, gzip or the zip package.")
    return Problem("unknown_table", message, hint, file=table.name, row=1)
