"""Lists show what the actor may read, filtered alike on both databases, at a constant number of queries."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from people import Cast, make_candidate, make_organisation, make_vacancy

from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.queries.demand import vacancy_list
from passerelle.queries.demand.vacancy_list import VacancyFilter, vacancy_rows
from passerelle.queries.people import candidate_list
from passerelle.queries.people.candidate_list import CandidateFilter, candidate_rows
from passerelle.queries.people.data_quality import data_quality
from passerelle.queries.programme.portfolio import portfolio
from passerelle.queries.programme.scheme_page import scheme_page

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _candidates(cast: Cast, **wanted: str) -> list[str]:
    rows = candidate_rows(cast.actors[Role.CASEWORKER], CandidateFilter(**wanted))
    return [candidate_list.as_row(row).family_name for row in rows]


def test_candidates_are_found_by_name_number_and_fact(cast: Cast) -> None:
    fatima = make_candidate(
        cast.alpha, "Benali", occupations=["2512"], languages=[{"code": "fr", "level": "B2"}], years=3
    )
    assert _candidates(cast, text="benal") == ["Benali"]
    assert _candidates(cast, text=fatima.number.lower()) == ["Benali"]
    assert _candidates(cast, text=fatima.person.number) == ["Benali"]
    assert _candidates(cast, occupation="251") == ["Benali"]
    assert _candidates(cast, language="fr") == ["Benali"]
    assert _candidates(cast, language="nl") == []
    assert _candidates(cast, lacking="years") == ["Alaoui"]
    assert _candidates(cast, scheme="beta") == []
    assert _candidates(cast, sort="-years") == ["Benali", "Alaoui"]
    assert _candidates(cast, sort="nonsense") == ["Alaoui", "Benali"]


def test_a_line_names_the_facts_that_nobody_knows(cast: Cast) -> None:
    (row,) = candidate_rows(cast.actors[Role.CASEWORKER], CandidateFilter())
    line = candidate_list.as_row(row)
    assert line.unknown == candidate_list.ASSESSED
    assert line.brought_by == "Service"


def test_vacancies_are_found_by_word_employer_and_suspicion(cast: Cast) -> None:
    actor = cast.actors[Role.CASEWORKER]
    make_vacancy(
        cast.alpha, make_organisation("Bistro"), title="Serveur", isco="5131", suspects=[{"code": "mismatch"}]
    )

    def titles(**wanted: Any) -> list[str]:
        return [vacancy_list.as_row(row).title for row in vacancy_rows(actor, VacancyFilter(**wanted))]

    assert titles() == ["Developer", "Serveur"]
    assert titles(text="bistro") == ["Serveur"]
    assert titles(text=cast.vacancy.number) == ["Developer"]
    assert titles(occupation="51") == ["Serveur"]
    assert titles(suspects="any") == ["Serveur"]
    assert titles(suspects="mismatch") == ["Serveur"]
    assert titles(suspects="other") == []
    assert titles(country="BE") == []
    assert titles(closed=True) == []
    assert titles(scheme="alpha", sort="-title") == ["Serveur", "Developer"]


def test_who_may_not_read_a_list_is_refused(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        candidate_rows(cast.actors[Role.FUNDER], CandidateFilter())
    with pytest.raises(NotPermitted):
        vacancy_rows(cast.actors[Role.FUNDER], VacancyFilter())


def _queries(read: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        read()
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    reads = [
        lambda: [candidate_list.as_row(row) for row in candidate_rows(manager, CandidateFilter())],
        lambda: [vacancy_list.as_row(row) for row in vacancy_rows(manager, VacancyFilter())],
        lambda: portfolio(manager),
        lambda: data_quality(manager),
        lambda: scheme_page(manager, "alpha"),
    ]
    few = [_queries(read) for read in reads]
    for number in range(10):
        make_candidate(cast.alpha, f"Family {number}", brought_by=cast.service)
        make_vacancy(cast.alpha, make_organisation(f"Firm {number}"))
    assert [_queries(read) for read in reads] == few
    assert few == [1, 1, 5, 5, 8], "candidates, vacancies, portfolio, data quality, scheme"


def test_small_counts_are_masked_for_those_who_may_not_read_the_cases(cast: Cast) -> None:
    def seen(role: Role) -> int | None:
        return portfolio(cast.actors[role])[0].here.candidates

    assert seen(Role.SCHEME_MANAGER) == 1
    assert seen(Role.FUNDER) is None
    for number in range(9):
        make_candidate(cast.alpha, f"Family {number}")
    assert seen(Role.FUNDER) == 10


def test_a_scheme_out_of_scope_looks_as_if_it_did_not_exist(cast: Cast) -> None:
    for code in ("alpha", "nonsense"):
        with pytest.raises(NotPermitted):
            scheme_page(cast.mallory, code)
    assert scheme_page(cast.mallory, "BETA").row.code == "beta"


def test_data_quality_counts_what_the_actor_may_read(cast: Cast) -> None:
    make_vacancy(cast.alpha, cast.employer, suspects=[{"code": "mismatch"}], occupation_link="broad")
    (quality,) = data_quality(cast.actors[Role.SCHEME_MANAGER])
    assert quality.suspects == {"mismatch": 1}
    assert quality.links == {"stated": 1, "broad": 1}
    assert quality.vacancy_unknown["skills"] == 2
    assert quality.candidate_unknown["skills"] == 1
    (funder,) = data_quality(cast.actors[Role.FUNDER])
    assert (funder.vacancies, funder.candidates, funder.suspects) == (None, None, {})
