"""Schemes with their file versions, organisations, and who holds which role."""

from typing import ClassVar, Self

from django.db import models

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import ACCOUNT, Keep
from passerelle.domain.access.roles import Role
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber
from passerelle.records.scope import ScopedQuerySet


class SchemeQuerySet(ScopedQuerySet["Scheme"]):
    """Schemes in which the actor holds a role."""

    def _reach(self, actor: Actor) -> Self:
        schemes = actor.schemes(Permission.SCHEME_READ)
        return self.all() if schemes is None else self.filter(pk__in=schemes)


class Scheme(models.Model):
    """A mobility scheme; its facts stand in the newest version of its file."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "code", "name", "act", "hypothetical", "current", "loaded_at"}

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    act = models.CharField(max_length=20)
    hypothetical = models.BooleanField(default=False)
    current = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    objects = SchemeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class SchemeVersion(models.Model):
    """One version of a scheme's file, kept as it was; runs and cases point to it."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "scheme", "number", "text", "facts", "digest", "loaded_at"}

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_text_for_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} version {self.number}"


class Organisation(models.Model):
    """An agency, employment service, employer, trainer, host firm or funder."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "number", "name", "kind", "country", "sector"}

    number = PublicNumber(prefix="O")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    country = models.CharField(max_length=2, blank=True)
    sector = models.CharField(max_length=1, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "kind", "country"], name="one_organisation_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationTie(models.Model):
    """Two organisations hang together: one owns, funds or commands the other, or both are bound by a contract.

    Whoever works for one of them does not hear what is said about the other.
    """

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "one", "other", "kind", "source", "since", "until"}

    class Kind(models.TextChoices):
        PARENT = "parent"
        FUNDS = "funds"
        CONTRACT = "contract"
        SAME_PEOPLE = "same_people"

    one = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    source = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other", "kind", "since"], name="one_tie_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="a_tie_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.kind} {self.other_id}"


class Membership(models.Model):
    """A role that somebody holds in a scheme (or everywhere, for oversight roles), from a day to a day."""

    class Privacy:
        personal: ClassVar = {"user": ACCOUNT, "person_number": ACCOUNT}
        plain: ClassVar = {"id", "role", "scheme", "organisation", "since", "until"}

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    scheme = models.ForeignKey(Scheme, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # A candidate's account points to a person by public number: people stand above this app.
    person_number = models.CharField(max_length=24, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            # One for each kind of reach: SQLite has no "nulls not distinct".
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(scheme__isnull=True, organisation__isnull=True),
                name="a_role_everywhere_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scheme"],
                condition=models.Q(scheme__isnull=False, organisation__isnull=True),
                name="a_role_in_a_scheme_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scheme", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="a_role_for_an_organisation_is_held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_role_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"
