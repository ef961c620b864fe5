"""Nobody reads outside their scope; a forgotten scope is an error."""

import pytest
from people import Cast, make_actor, make_candidate, make_organisation, make_vacancy

from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Role
from passerelle.queries.people.actors import NOBODY
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.partnerships.models import Scheme
from passerelle.records.scope import ScopedQuerySet, UnscopedError, about
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# The reviewed table: who finds the one candidate and the one vacancy of scheme alpha.
READS_CANDIDATE = {Role.SCHEME_MANAGER, Role.CASEWORKER, Role.EMPLOYMENT_SERVICE, Role.CANDIDATE}
READS_VACANCY = {Role.SCHEME_MANAGER, Role.CASEWORKER, Role.EMPLOYER}
# A mentor reads those named to them, and through nothing else the scheme.
READS_SCHEME = set(Role) - {Role.CANDIDATE, Role.MENTOR}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_finds_what_the_table_says(cast: Cast, role: Role) -> None:
    actor = cast.actors[role]
    assert Candidate.objects.visible_to(actor).exists() is (role in READS_CANDIDATE)
    assert Person.objects.visible_to(actor).exists() is (role in READS_CANDIDATE)
    assert Vacancy.objects.visible_to(actor).exists() is (role in READS_VACANCY)
    assert Scheme.objects.visible_to(actor).filter(pk=cast.alpha.pk).exists() is (role in READS_SCHEME)


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    for actor in (cast.mallory, NOBODY):
        assert not Candidate.objects.visible_to(actor).exists()
        assert not Vacancy.objects.visible_to(actor).exists()
        assert not Scheme.objects.visible_to(actor).filter(code="alpha").exists()


def test_a_partner_service_finds_only_those_it_brought(cast: Cast) -> None:
    make_candidate(cast.alpha, "Other", brought_by=make_organisation("Other service", "employment_service"))
    found = Candidate.objects.visible_to(cast.actors[Role.EMPLOYMENT_SERVICE])
    assert [row.pk for row in found] == [cast.candidate.pk]


def test_an_employer_finds_only_its_own_vacancies(cast: Cast) -> None:
    make_vacancy(cast.alpha, make_organisation("Rival"))
    assert [row.pk for row in Vacancy.objects.visible_to(cast.actors[Role.EMPLOYER])] == [cast.vacancy.pk]


def test_a_person_finds_only_their_own_candidacy(cast: Cast) -> None:
    make_candidate(cast.alpha, "Other")
    assert [row.pk for row in Candidate.objects.visible_to(cast.actors[Role.CANDIDATE])] == [cast.candidate.pk]


@pytest.mark.parametrize(
    "read",
    [
        list,
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.first(),
        lambda rows: rows.update(version=2),
        lambda rows: rows.delete(),
        lambda rows: list(rows.iterator()),
        lambda rows: list(rows.values_list("pk")),
        lambda rows: rows.filter(pk=1).get(),
        lambda rows: rows.aggregate(),
    ],
)
def test_rows_without_a_scope_are_an_error(cast: Cast, read: object) -> None:
    with pytest.raises(UnscopedError):
        read(Candidate.objects.all())


def test_a_scope_survives_further_filters_and_an_unscoped_reading_states_why(cast: Cast) -> None:
    assert Candidate.objects.visible_to(SYSTEM).filter(scheme=cast.alpha).order_by("pk").count() == 1
    assert Candidate.objects.unscoped("counting for a test").count() == 1
    with pytest.raises(UnscopedError):
        Candidate.objects.unscoped("")


def test_a_model_that_does_not_say_its_reach_shows_nothing() -> None:
    with pytest.raises(NotImplementedError):
        ScopedQuerySet(Candidate).visible_to(SYSTEM)


def test_a_service_without_an_organisation_finds_nobody_that_nobody_brought(cast: Cast) -> None:
    """An empty value never matches the rows that have none."""
    make_candidate(cast.alpha, "Nobodys")
    lost = make_actor("lost", Role.EMPLOYMENT_SERVICE, cast.alpha)
    assert not Candidate.objects.visible_to(lost).exists()
    found = about(lost, Permission.REINTEGRATION_READ, "", organisation="brought_by_id")
    assert not Candidate.objects.unscoped("test").filter(found).exists()
