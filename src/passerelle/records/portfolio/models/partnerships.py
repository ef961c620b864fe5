"""Partnerships: objectives, actions, parties, roundtables with decisions and their follow-up.

Nothing here points to a person's case, and no case points here: see the import contract
"Partnerships know nothing of people's cases".
"""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Keep
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Scheme
from passerelle.records.scope import ScopedQuerySet

Row = TypeVar("Row", bound=models.Model, covariant=True)


class PartnershipQuerySet(ScopedQuerySet["Partnership"]):
    """All partnerships for whoever may read partnerships: their files say only what was published."""

    def _reach(self, actor: Actor) -> Self:
        return self.all() if actor.may(Permission.PARTNERSHIP_READ) else self.none()

    def joined_by(self, actor: Actor, permission: Permission) -> Self:
        """Those with a scheme in which the actor holds the permission; those without a scheme too."""
        if not actor.may(permission):
            return self.none()
        schemes = actor.schemes(permission)
        if schemes is None:
            return self.all()
        return self.filter(Q(links__isnull=True) | Q(links__scheme_id__in=schemes)).distinct()


class Partnership(Versioned):
    """A partnership; ``facts`` is its newest file, normalised. Rows below come from it or are added here."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "code", "name", "country", "status", "since", "facts", "digest", "loaded_at",
            "version", "created_at", "changed_at",
        }  # fmt: skip

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    status = models.CharField(max_length=20)
    since = models.CharField(max_length=10, blank=True)
    facts = models.JSONField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class SchemeLink(models.Model):
    """A scheme runs under a partnership."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "partnership", "scheme"}

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="links")
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="partnership_links")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "scheme"], name="a_scheme_is_linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}: {self.scheme_id}"


class EntryQuerySet(ScopedQuerySet[Row]):
    """Published rows for whoever may read partnerships; rows added here for those who work in one."""

    def _reach(self, actor: Actor) -> Self:
        if not actor.may(Permission.PARTNERSHIP_READ):
            return self.none()
        joined = Partnership.objects.joined_by(actor, Permission.PARTNERSHIP_READ)
        return self.filter(~Q(key="") | Q(partnership__in=joined))


class Entry(Versioned):
    """What all rows of a partnership share. ``key`` is the row's id in the file; empty: added here."""

    key = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    # Of a row from a file: what the file says, by each field that was changed here; a load leaves those alone.
    file_says = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


PLAIN = {
    "id", "number", "partnership", "key", "source", "note", "file_says", "version", "created_at", "changed_at",
}  # fmt: skip


class Objective(Entry):
    """An objective of the roadmap."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"area", "text"}

    number = PublicNumber(prefix="OB")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="objectives")
    area = models.CharField(max_length=30)
    text = models.TextField()

    objects = EntryQuerySet["Objective"].as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "key"], condition=~Q(key=""), name="one_objective_of_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PartnershipAction(Entry):
    """An action under a partnership, in one key area."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"area", "title", "fields", "level", "responsible", "status", "start", "end"}

    number = PublicNumber(prefix="AC")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="actions")
    area = models.CharField(max_length=30)
    title = models.CharField(max_length=300)
    fields = models.JSONField(default=list)  # policy fields joined
    level = models.CharField(max_length=20)
    responsible = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20, blank=True)  # empty: unknown
    start = models.CharField(max_length=10, blank=True)  # with the precision of the source
    end = models.CharField(max_length=10, blank=True)

    objects = EntryQuerySet["PartnershipAction"].as_manager()

    class Meta:
        ordering: ClassVar = ["start", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "key"], condition=~Q(key=""), name="one_action_of_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Party(Entry):
    """One of Team Europe's parties, or of the partner's."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"name", "country", "roles"}

    number = PublicNumber(prefix="PA")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    roles = models.JSONField(default=list)

    objects = EntryQuerySet["Party"].as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "name"], name="a_party_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Roundtable(Entry):
    """A meeting of the partners."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"on", "participants"}

    number = PublicNumber(prefix="RT")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="roundtables")
    on = models.CharField(max_length=10)
    participants = models.JSONField(null=True)  # organisations; null: unknown

    objects = EntryQuerySet["Roundtable"].as_manager()

    class Meta:
        ordering: ClassVar = ["-on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "key"], condition=~Q(key=""), name="one_roundtable_of_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RoundtableDecision(Entry):
    """What a roundtable decided."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = PLAIN | {"roundtable", "text"}

    number = PublicNumber(prefix="DC")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="decisions")
    roundtable = models.ForeignKey(Roundtable, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField()

    objects = EntryQuerySet["RoundtableDecision"].as_manager()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.number
