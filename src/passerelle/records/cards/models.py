"""Signing keys and the cards that workers hold as proof of their contract."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, Keep, kept
from passerelle.records.accounts.models import User
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.contracts.models import ContractVersion
from passerelle.records.scope import ScopedQuerySet, about


class CardKey(models.Model):
    """A key pair; only the public half is kept. The private one is made again from ``salt`` when it signs."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "name", "salt", "public", "made_at", "retired_at", "withdrawn_at"}

    name = models.CharField(max_length=16, unique=True)
    salt = models.CharField(max_length=64)
    public = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)  # signs no more; what it signed holds
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # trusted no more; nothing it signed holds

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(retired_at__isnull=False),
                name="a_withdrawn_card_key_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CardQuerySet(ScopedQuerySet["Card"]):
    """Cards of the scheme for its staff, and a person's own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.CARD_ISSUE, "contract_version__contract__candidate"))


class Card(Versioned):
    """A signed statement about one version of a contract; it never changes, it can only be revoked."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "contract_version", "payload", "issued_by", "revoked_code", "revoked_by",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "code", "signature", "key", "issued_at", "revoked_at", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="CD")
    code = models.CharField(max_length=16, unique=True)
    contract_version = models.ForeignKey(ContractVersion, on_delete=models.PROTECT, related_name="cards")
    payload = models.JSONField(default=dict, blank=True)
    signature = models.CharField(max_length=100)
    key = models.ForeignKey(CardKey, on_delete=models.PROTECT, related_name="cards")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_code = models.CharField(max_length=20, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-issued_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contract_version"], condition=Q(revoked_at__isnull=True), name="one_card_of_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.number
