"""The cast of the tests: each role once in scheme "alpha", and Mallory, who belongs to scheme "beta"."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.partnerships.models import Membership, Organisation, Scheme, SchemeVersion
from passerelle.records.vacancies.models import Place, Vacancy

TODAY = date(2026, 3, 14)


def make_scheme(code: str, *, act: str = "assignment", facts: dict[str, object] | None = None) -> Scheme:
    """A scheme with one version; ``facts`` as a normalised scheme file."""
    scheme = Scheme.objects.create(code=code, name=code.title(), act=act, current=1, loaded_at=timezone.now())
    SchemeVersion.objects.create(
        scheme=scheme, number=1, text="", facts=facts or {}, digest="0" * 64, loaded_at=timezone.now()
    )
    return scheme


def make_organisation(name: str, kind: str = "employer", country: str = "BE") -> Organisation:
    """An organisation of a kind."""
    return Organisation.objects.create(name=name, kind=kind, country=country)


def make_user(name: str) -> User:
    """An account that can sign in with the password ``correct horse battery``."""
    user = User(email=f"{name}@example.org", name=name.title())
    user.set_password("correct horse battery")
    user.save()
    return user


def make_actor(name: str, role: Role, scheme: Scheme | None = None, **where: object) -> Actor:
    """An account with one membership, as an actor."""
    user = make_user(name)
    Membership.objects.create(user=user, role=role, scheme=scheme, since=date(2026, 1, 1), **where)
    return actor_of(user, on=TODAY)


def make_candidate(scheme: Scheme, family_name: str = "Alaoui", **facts: object) -> Candidate:
    """A person with a candidacy; ``brought_by`` goes to the candidacy, the rest to the person."""
    brought_by = facts.pop("brought_by", None)
    person = Person.objects.create(family_name=family_name, search_name=family_name.lower(), **facts)
    return Candidate.objects.create(person=person, scheme=scheme, brought_by=brought_by)


def make_vacancy(scheme: Scheme, employer: Organisation, *, posts: int = 1, **facts: object) -> Vacancy:
    """A vacancy with its places."""
    vacancy = Vacancy.objects.create(
        scheme=scheme, employer=employer, posts=posts, **{"title": "Developer", **facts}
    )
    Place.objects.bulk_create(Place(vacancy=vacancy, ordinal=ordinal) for ordinal in range(1, posts + 1))
    return vacancy


@dataclass
class Cast:
    """Scheme alpha with one person per role, and scheme beta with Mallory."""

    alpha: Scheme
    beta: Scheme
    service: Organisation
    employer: Organisation
    candidate: Candidate
    vacancy: Vacancy
    actors: dict[Role, Actor] = field(default_factory=dict)
    mallory: Actor | None = None


def make_cast() -> Cast:
    """Everybody, once."""
    alpha, beta = make_scheme("alpha"), make_scheme("beta")
    service, employer = make_organisation("Service", "employment_service", "MA"), make_organisation("Firm")
    cast = Cast(
        alpha=alpha,
        beta=beta,
        service=service,
        employer=employer,
        candidate=make_candidate(alpha, brought_by=service),
        vacancy=make_vacancy(alpha, employer),
    )
    where: dict[Role, dict[str, object]] = {
        Role.EMPLOYMENT_SERVICE: {"organisation": service},
        Role.EMPLOYER: {"organisation": employer},
        Role.CANDIDATE: {"person_number": cast.candidate.person.number},
    }
    everywhere = {Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR, Role.LAW_REVIEWER}
    for role in Role:
        scheme = None if role in everywhere else alpha
        cast.actors[role] = make_actor(role.value, role, scheme, **where.get(role, {}))
    cast.mallory = make_actor("mallory", Role.SCHEME_MANAGER, beta)
    return cast
