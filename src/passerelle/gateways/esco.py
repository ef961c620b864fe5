"""Recognises the tables of ESCO packages and label files, and reads their rows in one shape."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from passerelle.domain.classifications import isco
from passerelle.domain.classifications.concepts import ESCO, Kind, Need, is_uri
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.reference import PROBLEMS_SHOWN, Table


class Content(StrEnum):
    """What a table holds, in the order of loading."""

    GROUPS = "groups"
    OCCUPATIONS = "occupations"
    SKILLS = "skills"
    ISCO_LABELS = "isco_labels"
    BROADER = "broader"
    NEEDS = "needs"
    SKILL_NEEDS = "skill_needs"
    COLLECTIONS = "collections"


class ConceptRow(NamedTuple):
    """A concept with its labels in one language."""

    uri: str
    kind: Kind
    language: str
    preferred: str
    alternatives: tuple[str, ...]
    code: str = ""
    isco: str = ""
    skill_type: str = ""
    reuse: str = ""


class LinkRow(NamedTuple):
    """From one concept to another; ``kind`` is essential, optional, or empty for a broader concept."""

    source: str
    target: str
    kind: str


class MemberRow(NamedTuple):
    """A concept in a collection."""

    collection: str
    uri: str


Row = ConceptRow | LinkRow | MemberRow
_BASE = frozenset({"conceptUri", "preferredLabel"})
# The first content whose columns are all there; the order matters (a collection also has labels).
_COLUMNS: tuple[tuple[Content, frozenset[str]], ...] = (
    (Content.NEEDS, frozenset({"occupationUri", "relationType", "skillUri"})),
    (Content.SKILL_NEEDS, frozenset({"originalSkillUri", "relationType", "relatedSkillUri"})),
    (Content.BROADER, frozenset({"conceptUri", "broaderUri"})),
    (Content.COLLECTIONS, frozenset({"collection", "conceptUri"})),
    (Content.COLLECTIONS, _BASE | {"broaderConceptUri"}),
    (Content.OCCUPATIONS, _BASE | {"iscoGroup"}),
    (Content.SKILLS, _BASE | {"skillType", "reuseLevel"}),
    (Content.GROUPS, _BASE | {"code"}),
    (Content.ISCO_LABELS, frozenset({"code", "lang", "label"})),
)
_NAMED = {Content.GROUPS, Content.OCCUPATIONS, Content.SKILLS}  # one language per table
_VERSION = re.compile(r"v(\d+\.\d+\.(?:\d+|x))")
_LANGUAGE = re.compile(r"_([a-z]{2})(?=[_.]|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """One recognised table: what it holds, in which language, of which version."""

    table: Table
    content: Content
    name: str
    language: str
    version: str

    def rows(self) -> Iterator[Row]:
        """The table's rows; ``Refused`` at its end with up to twenty rows at fault."""
        problems: list[Problem] = []
        read = _READERS[self.content]
        for line, cells in self.table.rows():
            try:
                yield from read(cells, self)
            except _Fault as fault:
                problems.append(Problem(fault.code, fault.message, file=self.table.name, row=line))
                if len(problems) == PROBLEMS_SHOWN:
                    break
        if problems:
            raise Refused(problems)


class _Fault(Exception):  # noqa: N818  # a row's fault, gathered into Problems
    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def recognise(table: Table, *, language: str = "", version: str = "") -> Part | None:
    """The table as a part of ESCO, or ``None`` for any other table.

    Language and version come from the names of table and package, unless given; ``Refused`` when neither
    says them.
    """
    columns = set(table.header())
    content = next((content for content, wanted in _COLUMNS if wanted <= columns), None)
    if content is None:
        return None
    found_version = version or _found(_VERSION, table.package, table.name)
    found_language = language or _found(_LANGUAGE, table.name) if content in _NAMED else ""
    if not found_version:
        raise _refused(
            table, "no_version", Text("The file name does not say which version of ESCO it holds."), "version"
        )
    if content in _NAMED and not found_language:
        raise _refused(
            table, "no_language", Text("The file name does not say which language it holds."), "lang"
        )
    stem = _VERSION.sub("", table.name.removesuffix(".csv")).strip("_.- ")
    name = stem.removesuffix(f"_{found_language}") if found_language else re.sub(r"_[a-z]{2}$", "", stem)
    prefix = "" if found_version.startswith("v") else "v"
    return Part(table, content, name[:60], found_language, prefix + found_version)


def _found(pattern: re.Pattern[str], *names: str) -> str:
    for name in names:
        if match := pattern.search(name):
            return match[1]
    return ""


def _refused(table: Table, code: str, sentence: Text, option: str) -> Refused:
    hint = Text("Name the file as published, or say it with --%(option)s.", {"option": option})
    return Refused([Problem(code, sentence, hint, file=table.name)])


def _address(cells: Mapping[str, str], column: str) -> str:
    uri = cells[column].strip()
    if not is_uri(uri):
        raise _Fault("bad_address", Text("%(column)s is not an ESCO address.", {"column": column}))
    return uri


def _labels(cells: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Preferred label and the others; official tables part them by line, label files by a bar."""
    preferred = " ".join(cells["preferredLabel"].split())
    given = re.split(r"\n| \| ", cells.get("altLabels") or "")
    others = dict.fromkeys(" ".join(label.split()) for label in given)
    return preferred, tuple(label for label in others if label and label != preferred)


def _occupation(cells: Mapping[str, str], part: Part) -> Iterator[ConceptRow]:
    uri, group = _address(cells, "conceptUri"), cells["iscoGroup"].strip()
    if not isco.is_valid(group, level=isco.UNIT):
        raise _Fault("bad_group", Text("%(code)s is no ISCO-08 unit group.", {"code": group or "?"}))
    preferred, others = _labels(cells)
    code = cells.get("code", "").strip()
    if preferred:  # a label file may lack some concepts
        yield ConceptRow(uri, Kind.OCCUPATION, part.language, preferred, others, code=code, isco=group)


def _skill(cells: Mapping[str, str], part: Part) -> Iterator[ConceptRow]:
    uri = _address(cells, "conceptUri")
    preferred, others = _labels(cells)
    kind, reuse = cells["skillType"].strip(), cells["reuseLevel"].strip()
    if preferred:
        yield ConceptRow(uri, Kind.SKILL, part.language, preferred, others, skill_type=kind, reuse=reuse)


def _group(cells: Mapping[str, str], part: Part) -> Iterator[ConceptRow]:
    uri, code = _address(cells, "conceptUri"), cells["code"].strip()
    is_isco = uri.startswith(f"{ESCO}isco/")
    if is_isco and not isco.is_valid(code):
        raise _Fault("bad_group", Text("%(code)s is no ISCO-08 group.", {"code": code or "?"}))
    preferred, others = _labels(cells)
    kind = Kind.ISCO_GROUP if is_isco else Kind.SKILL_GROUP
    if preferred:
        yield ConceptRow(uri, kind, part.language, preferred, others, code=code, isco=code if is_isco else "")


def _isco_label(cells: Mapping[str, str], part: Part) -> Iterator[ConceptRow]:
    code = cells["code"].strip()
    if not isco.is_valid(code):
        raise _Fault("bad_group", Text("%(code)s is no ISCO-08 group.", {"code": code or "?"}))
    preferred, others = _labels({"preferredLabel": cells["label"], "altLabels": cells.get("altLabels", "")})
    language, uri = cells["lang"].strip(), f"{ESCO}isco/C{code}"
    if preferred:
        yield ConceptRow(uri, Kind.ISCO_GROUP, language, preferred, others, code=code, isco=code)


def _broader(cells: Mapping[str, str], part: Part) -> Iterator[LinkRow]:
    yield LinkRow(_address(cells, "conceptUri"), _address(cells, "broaderUri"), "")


def _needing(source: str, target: str) -> Callable[[Mapping[str, str], Part], Iterator[LinkRow]]:
    def read(cells: Mapping[str, str], part: Part) -> Iterator[LinkRow]:
        kind = cells["relationType"].strip()
        if kind not in set(Need):
            raise _Fault("bad_relation", Text("%(kind)s is neither essential nor optional.", {"kind": kind}))
        yield LinkRow(_address(cells, source), _address(cells, target), kind)

    return read


def _member(cells: Mapping[str, str], part: Part) -> Iterator[MemberRow]:
    named = re.sub(r"(Skills|Occupations)?Collection$", "", part.name)
    yield MemberRow((cells.get("collection", "").strip() or named).lower(), _address(cells, "conceptUri"))


_READERS: Mapping[Content, Callable[[Mapping[str, str], Part], Iterator[Row]]] = {
    Content.GROUPS: _group,
    Content.OCCUPATIONS: _occupation,
    Content.SKILLS: _skill,
    Content.ISCO_LABELS: _isco_label,
    Content.BROADER: _broader,
    Content.NEEDS: _needing("occupationUri", "skillUri"),
    Content.SKILL_NEEDS: _needing("originalSkillUri", "relatedSkillUri"),
    Content.COLLECTIONS: _member,
}
