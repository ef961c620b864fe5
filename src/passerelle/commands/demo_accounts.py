"""One account for each role, with one random password for this installation."""

import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from passerelle.actions.people.grant import Where, grant
from passerelle.actions.people.invite import invite
from passerelle.actions.people.set_password import set_password
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Membership, Organisation, Scheme
from passerelle.records.selection.models import Proposal

DOMAIN = "demo.passerelle.example"
WHY = "the demonstration looks for people and employers to show"
TRAINED_IN = "palim"  # the scheme of the training seats
SHOWN_IN = "thamm"  # the scheme with jobs, employers and two partner services


@dataclass(frozen=True, slots=True)
class Account:
    """A role's account: the part of the address before the sign, and what it may see, in words."""

    role: Role
    word: str
    sees: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.word}@{DOMAIN}"


ACCOUNTS = (
    Account(Role.SCHEME_MANAGER, "manager", "every scheme: runs, decisions, fairness sheets, offers"),
    Account(Role.CASEWORKER, "caseworker", "thamm: people, vacancies, decisions, cases"),
    Account(Role.EMPLOYMENT_SERVICE, "service", "the people that its own service brought, in its schemes"),
    Account(Role.EMPLOYER, "employer", "its own vacancies in thamm, and referred people without names"),
    Account(Role.TRAINING_PROVIDER, "trainer", "palim and thamm: its own courses and groups"),
    Account(Role.WELFARE_OFFICER, "welfare", "wafira: pay that differs, words in confidence"),
    Account(Role.MENTOR, "mentor", "wafira: the people it accompanies, what they let it see"),
    Account(Role.COMMITTEE_MEMBER, "committee", "wafira: business plans to score"),
    Account(Role.FUNDER, "funder", "every scheme: totals only"),
    Account(Role.CANDIDATE, "candidate", "its own candidacy in thamm"),
    Account(Role.DATA_PROTECTION_OFFICER, "dpo", "what was done and read, fairness sheets; no profiles"),
    Account(
        Role.LAW_REVIEWER, "law", "legal routes: compares their values with the official text; no profiles"
    ),
    Account(Role.ADMINISTRATOR, "admin", "schemes, classifications, accounts; no profiles"),
)

# Roles whose work is seen best in another scheme than the one shown first.
ELSEWHERE = {
    Role.TRAINING_PROVIDER: "palim",
    Role.COMMITTEE_MEMBER: "wafira",
    Role.WELFARE_OFFICER: "wafira",
    Role.MENTOR: "wafira",
}


def password_file() -> Path:
    """Where this installation keeps the one password of its demonstration accounts."""
    return Path(settings.VAR) / "demo-password"


def password() -> str:
    """The password, made once; the file can be read by this account of the machine only."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    word = secrets.token_urlsafe(15)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{word}\n")
    return word


def manager() -> User | None:
    """The demonstration's scheme manager, in whose name it decides."""
    return User.objects.filter(email=ACCOUNTS[0].email, is_demo=True).first()


def best_proposals(code: str) -> QuerySet[Proposal]:
    """A scheme's proposals, the best score first."""
    return Proposal.objects.filter(run__scheme__code=code).order_by("-score", "pk")


def ensure_accounts() -> int:
    """Make the accounts and roles that are missing; gives how many accounts were made."""
    is_new, word = not password_file().exists(), password()
    known = {user.email: user for user in User.objects.filter(email__in=[one.email for one in ACCOUNTS])}
    held = set(Membership.objects.filter(user__in=known.values()).values_list("user__email", "role", "scheme"))
    for account in ACCOUNTS:
        user = known.get(account.email)
        if user is None:
            user = invite(SYSTEM, account.email, name=_name(account), password=word, is_demo=True)
        elif is_new:
            set_password(SYSTEM, user, word)
        for where in _places(account):
            if (account.email, account.role.value, where.scheme and where.scheme.pk) not in held:
                grant(SYSTEM, user, account.role, where=where, since=timezone.localdate())
    return len(ACCOUNTS) - len(known)


def _name(account: Account) -> str:
    return f"{account.role.value.replace('_', ' ').capitalize()} (demonstration)"


def _places(account: Account) -> Iterable[Where]:
    """Where the role is held; nothing while the scheme that it needs is not there."""
    if account.role in {Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR, Role.LAW_REVIEWER}:
        return [Where()]
    schemes = {scheme.code: scheme for scheme in Scheme.objects.unscoped(WHY)}
    if account.role in {Role.SCHEME_MANAGER, Role.FUNDER}:
        return [Where(scheme=scheme) for scheme in schemes.values()]
    if account.role is Role.EMPLOYMENT_SERVICE:
        return _services(schemes.values())
    if account.role is Role.TRAINING_PROVIDER:
        return _trainings(schemes)
    scheme = schemes.get(ELSEWHERE.get(account.role, SHOWN_IN))
    return [] if scheme is None else _within(account.role, scheme)


def _services(schemes: Iterable[Scheme]) -> Iterator[Where]:
    """Morocco's employment service, in each scheme for which it brought people."""
    service = Organisation.objects.filter(name="ANAPEC", country="MA").first()
    if service is None:
        return
    brought = Candidate.objects.unscoped(WHY).filter(brought_by=service)
    busy = set(brought.values_list("scheme_id", flat=True).distinct())
    yield from (Where(scheme=scheme, organisation=service) for scheme in schemes if scheme.pk in busy)


def trainer_of() -> str:
    """The number of the organisation for which the trainer's account works; empty where there is none."""
    provider = _provider()
    return provider.number if provider is not None else ""


def _provider() -> Organisation | None:
    rows = Organisation.objects.filter(vacancies__scheme__code=TRAINED_IN, kind="training_provider")
    return rows.order_by("pk").first()


def _trainings(schemes: dict[str, Scheme]) -> Iterator[Where]:
    """The provider of the seats, there and where a language group runs."""
    provider = _provider()
    if provider is not None:
        yield from (
            Where(scheme=schemes[one], organisation=provider)
            for one in (TRAINED_IN, SHOWN_IN)
            if one in schemes
        )


def _within(role: Role, scheme: Scheme) -> Iterator[Where]:
    if role in {Role.EMPLOYER, Role.CANDIDATE}:
        # An employer and a person with something to look at.
        shown = best_proposals(scheme.code).select_related("vacancy__employer", "candidate__person").first()
        if shown is not None and role is Role.EMPLOYER:
            yield Where(scheme=scheme, organisation=shown.vacancy.employer)
        elif shown is not None:
            yield Where(scheme=scheme, person=shown.candidate.person.number)
    else:
        yield Where(scheme=scheme)
