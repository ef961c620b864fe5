"""No case of a person reaches readmission or enforcement: not by import, not by a role."""

import grimp
import pytest

from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Role

SOURCES = (
    "passerelle.domain.portfolio",
    "passerelle.records.portfolio",
    "passerelle.actions.portfolio",
    "passerelle.queries.programme.partnership_page",
    "passerelle.queries.programme.partnership_list",
    "passerelle.queries.programme.partnership_rows",
    "passerelle.queries.programme.follow_ups",
    "passerelle.queries.programme.roundtable_parents",
)
CASES = (
    "passerelle.records.candidates",
    "passerelle.records.journeys",
    "passerelle.records.selection",
    "passerelle.records.permits",
    "passerelle.records.contracts",
    "passerelle.records.promises",
    "passerelle.records.vacancies",
)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("passerelle", cache_dir=None)


def _reaches(graph: grimp.ImportGraph, source: str) -> set[str]:
    modules = {source, *graph.find_descendants(source)}
    targets = {one for case in CASES for one in (case, *graph.find_descendants(case))}
    return {
        target
        for module in modules
        for target in targets
        if graph.chain_exists(importer=module, imported=target)
    }


@pytest.mark.parametrize("source", SOURCES)
def test_the_partnerships_own_modules_reach_no_case(graph: grimp.ImportGraph, source: str) -> None:
    assert not _reaches(graph, source)


def test_the_walk_would_find_a_path(graph: grimp.ImportGraph) -> None:
    """The control: a query that counts placed people, used by the comparison alone, is found out."""
    assert "passerelle.records.journeys.models" in _reaches(
        graph, "passerelle.queries.programme.partnership_schemes"
    )


def test_there_is_no_role_and_no_permission_of_enforcement() -> None:
    words = ("readmission", "enforce", "police", "border", "smuggl", "return")
    assert not [one for one in (*Role, *Permission) if any(word in one.value for word in words)]
    assert len(Role) == 13  # a new role is looked at here: what it may read, and for whom
