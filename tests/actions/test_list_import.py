"""Lists are kept whole or not at all, and the same list twice changes nothing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from people import Cast

from passerelle.actions.candidates import import_list as candidates
from passerelle.actions.candidates.preview_list import preview_list, read_candidates
from passerelle.actions.vacancies import france_travail
from passerelle.actions.vacancies import import_list as vacancies
from passerelle.actions.vacancies.preview_list import preview_list as preview_vacancies
from passerelle.actions.vacancies.preview_list import source_of
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.intake.grid import Grid, GridRow, Raw
from passerelle.domain.intake.reading import Reading
from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.crosswalks import read_rome
from passerelle.gateways.francetravail import (
    APPELLATIONS,
    LINKS,
    OFFERS,
    RELATIONS,
    essentials_from,
    read_offers,
)
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate, PartnerReference, Person
from passerelle.records.partnerships.models import Scheme
from passerelle.records.vacancies.models import Place, Vacancy

pytestmark = pytest.mark.database
TODAY = date(2026, 3, 14)
PEOPLE = [
    ["candidate", "family_name", "given_name", "birth_date", "languages", "years", "eqf"],
    ["0012", "Alaoui", "Salma", "1998-03-14", "fr:B2|en:?", 2.5, "none"],
    ["0013", "Bennani", "Omar", None, "none", None, 6],
]
WORK = [
    ["vacancy", "title", "employer", "country", "posts", "salary", "currency", "salary_period", "eqf_min"],
    ["V-1", "Developer", "Firm", "BE", 3, 2500, "EUR", "month", "none"],
]


def grid(rows: Sequence[Sequence[Raw]]) -> Grid:
    return Grid("list.csv", None, [GridRow(number, tuple(row)) for number, row in enumerate(rows, start=1)])


def people(rows: Sequence[Sequence[Raw]] = PEOPLE) -> Reading:
    return read_candidates(grid(rows), today=TODAY)


def test_a_list_of_candidates_is_kept_once(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    first = candidates.import_list(manager, "alpha", people(), today=TODAY)
    assert first["new"] == 2
    salma = PartnerReference.objects.get(reference="0012").person
    assert (salma.eqf, salma.years, salma.search_name) == (0, Decimal("2.5"), "alaoui salma")
    assert salma.languages == [
        {"code": "fr", "level": "B2", "how": "stated"}, {"code": "en", "level": None, "how": "stated"},
    ]  # fmt: skip
    again = candidates.import_list(manager, "alpha", people(), today=TODAY)
    assert again["unchanged"] == 2
    assert Candidate.objects.unscoped("test").filter(scheme=cast.alpha).count() == 3
    assert Event.objects.filter(action="candidates.import").count() == 2


def test_a_partners_own_number_finds_the_person_again_across_schemes(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    candidates.import_list(manager, "alpha", people(), today=TODAY, named="ANAPEC")
    changed = [PEOPLE[0], [*PEOPLE[1][:6], 6]]
    kept = candidates.import_list(manager, "alpha", people(changed), today=TODAY, named="ANAPEC")
    assert (kept["new"], kept["changed"], kept["unchanged"]) == (0, 1, 0)
    assert PartnerReference.objects.get(reference="0012").person.version == 2
    candidates.import_list(SYSTEM, "beta", people(changed), today=TODAY, named="ANAPEC")
    assert Person.objects.unscoped("test").count() == 3
    assert Candidate.objects.unscoped("test").filter(scheme=cast.beta).count() == 1


def test_a_guessed_number_of_a_partner_neither_reads_nor_changes_a_stranger(cast: Cast) -> None:
    manager, mallory = cast.actors[Role.SCHEME_MANAGER], cast.mallory
    assert mallory is not None
    candidates.import_list(manager, "alpha", people(), today=TODAY, named="ANAPEC")
    guessed = people([["candidate", "family_name"], ["0012", "Anybody"]])
    with pytest.raises(Refused) as refused:
        candidates.import_list(mallory, "beta", guessed, today=TODAY, named="ANAPEC")
    assert [problem.code for problem in refused.value.problems] == ["somebody_else"]
    assert "Alaoui" not in str(refused.value)
    assert not Candidate.objects.visible_to(mallory).exists()
    assert PartnerReference.objects.get(reference="0012").person.family_name == "Alaoui"
    # Who knows name and birth date speaks of the same person.
    candidates.import_list(mallory, "beta", people(PEOPLE[:2]), today=TODAY, named="ANAPEC")
    assert Candidate.objects.visible_to(mallory).get().person.number == (
        PartnerReference.objects.get(reference="0012").person.number
    )


def test_a_service_brings_people_under_its_own_name(cast: Cast) -> None:
    service = cast.actors[Role.EMPLOYMENT_SERVICE]
    candidates.import_list(service, "alpha", people(), today=TODAY, named="Somebody else")
    assert set(PartnerReference.objects.values_list("organisation_id", flat=True)) == {cast.service.pk}


def test_a_list_with_one_problem_leaves_nothing(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    with pytest.raises(Refused):
        candidates.import_list(manager, "alpha", people([*PEOPLE, ["0014", "X", "Y", "soon"]]), today=TODAY)
    assert not PartnerReference.objects.exists()
    assert not Event.objects.filter(action="candidates.import").exists()


def test_what_was_not_shown_is_not_kept(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    seen = preview_list(manager, "alpha", people()).fingerprint()
    with pytest.raises(Refused, match="changed since"):
        candidates.import_list(manager, "alpha", people(PEOPLE[:2]), today=TODAY, expected=seen)
    candidates.import_list(manager, "alpha", people(), today=TODAY, expected=seen)


def test_strangers_and_readers_bring_no_lists(cast: Cast) -> None:
    assert cast.mallory is not None
    with pytest.raises(Scheme.DoesNotExist):
        preview_list(cast.mallory, "alpha", people())
    with pytest.raises(NotPermitted):
        preview_list(cast.actors[Role.FUNDER], "alpha", people())
    with pytest.raises(NotPermitted):
        preview_vacancies(cast.actors[Role.EMPLOYMENT_SERVICE], "alpha", source_of(grid(WORK), today=TODAY))


def test_a_list_of_vacancies_has_its_places_and_is_kept_once(cast: Cast) -> None:
    manager, source = cast.actors[Role.SCHEME_MANAGER], source_of(grid(WORK), today=TODAY)
    vacancies.import_list(manager, "alpha", source, today=TODAY)
    kept = Vacancy.objects.unscoped("test").get(reference="V-1")
    assert (kept.employer_id, kept.eqf_min, kept.salary) == (cast.employer.pk, 0, Decimal(2500))
    assert Place.objects.filter(vacancy=kept).count() == 3
    assert {suspect["code"] for suspect in kept.suspects} >= {"no_occupation", "no_skills"}
    assert vacancies.import_list(manager, "alpha", source, today=TODAY)["unchanged"] == 1
    fewer = source_of(grid([WORK[0], [*WORK[1][:4], 1, *WORK[1][5:]]]), today=TODAY)
    vacancies.import_list(manager, "alpha", fewer, today=TODAY)
    assert Place.objects.filter(vacancy=kept).count() == 1


def test_the_real_offers_come_in_with_their_provenance(cast: Cast, reference_data: Path) -> None:
    crosswalk = read_rome(reference_data / LINKS, reference_data / APPELLATIONS)
    offers = read_offers(reference_data / OFFERS, crosswalk, essentials_from(reference_data / RELATIONS))
    source = france_travail.source_of(offers)
    vacancies.import_list(cast.actors[Role.SCHEME_MANAGER], "alpha", source, today=TODAY)
    rows = Vacancy.objects.unscoped("test").filter(source="francetravail")
    assert (rows.count(), rows.filter(occupation__isnull=False).count()) == (1225, 870)
    assert rows.filter(occupation_link="broad").count() == 121
    assert {how["how"] for row in rows if row.skills for how in row.skills} == {"esco_essential"}
    waiters = [row for row in rows if "title_names_the_thing" in {one["code"] for one in row.suspects}]
    assert len(waiters) >= 51
    again = vacancies.import_list(cast.actors[Role.SCHEME_MANAGER], "alpha", source, today=TODAY)
    assert again["unchanged"] == 1225
