"""The two input files of ``match`` as profiles, or every fault with its row, column and cure."""

from collections.abc import Mapping
from typing import Any

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching import match_cells
from passerelle.domain.matching.match_cells import Fault, Reader
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile
from passerelle.domain.matching.tables import Source, Table, identifiers, read_table, refuse

LONGEST_ID = 80


def read_people(source: Source) -> tuple[tuple[CandidateProfile, ...], dict[str, GroupFacts]]:
    """Candidates, and apart from them their group facts by id; ``Refused`` with every fault of the file."""
    table = read_table(source, ("candidate",))
    problems: list[Problem] = []
    ids = _ids(table, "candidate", problems)
    profiles = _read(table, match_cells.CANDIDATE, problems)
    groups = _read(table, match_cells.GROUP, problems)
    extra = _others(table, {"candidate", *match_cells.CANDIDATE, *match_cells.GROUP})
    refuse(problems)
    people = tuple(CandidateProfile(id=key, **facts) for key, facts in zip(ids, profiles, strict=True))
    facts = zip(groups, extra, strict=True)
    return people, dict(zip(ids, (GroupFacts(**one, columns=more) for one, more in facts), strict=True))


def read_vacancies(source: Source) -> tuple[VacancyProfile, ...]:
    """Vacancies; ``Refused`` with every fault of the file, a vacancy without a place among them."""
    table = read_table(source, ("vacancy", "posts"))
    problems: list[Problem] = []
    ids = _ids(table, "vacancy", problems)
    stated = _read(table, match_cells.VACANCY, problems, needed="posts")
    extra = _others(table, {"vacancy", *match_cells.VACANCY})
    refuse(problems)
    rows = zip(ids, stated, extra, strict=True)
    return tuple(VacancyProfile(id=key, **facts, columns=more) for key, facts, more in rows)


def _ids(table: Table, column: str, problems: list[Problem]) -> list[str]:
    if not table.rows:
        message = Text("The file names nobody: it has no row below the header.")
        problems.append(Problem("no-rows", message, Text("Add one row each."), table.file))
    ids = identifiers(table, column, problems)
    for index, key in enumerate(ids):
        if len(key) > LONGEST_ID or not key.isprintable():
            message = Text("An id has at most %(most)s printable signs.", {"most": LONGEST_ID})
            problems.append(table.problem("bad-id", message, (index, column), Text("Shorten it.")))
    return ids


def _read(
    table: Table, readers: Mapping[str, Reader], problems: list[Problem], *, needed: str = ""
) -> list[dict[str, Any]]:
    """The known facts of every row; an empty cell is unknown and leaves its fact out."""
    facts: list[dict[str, Any]] = [{} for _ in table.rows]
    for column, read in readers.items():
        for index, cell in enumerate(table.columns.get(column, ())):
            if not cell and column != needed:
                continue
            try:
                facts[index][column] = read(cell)
            except Fault as fault:
                at = (index, column)
                problems.append(table.problem(fault.code, fault.message, at, fault.hint))
    return facts


def _others(table: Table, known: set[str]) -> list[dict[str, str]]:
    """Further columns as text: kept, and read only where a rule names them."""
    names = [name for name in table.columns if name not in known]
    return [{name: table.columns[name][index] for name in names} for index in range(len(table.rows))]
