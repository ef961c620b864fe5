"""Papers that several parties sign, their signatures, and the links by which they open without an account."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.domain.access.roles import REACH, Reach
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.masks import MaskedText
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet

# Which permission opens a kind of paper to the scheme's staff and to organisations that sign it.
READ_BY: dict[Permission, tuple[str, ...]] = {
    Permission.CONTRACT_READ: ("contract", "agreement"),
    Permission.SELECTION_READ: ("minutes",),
    Permission.PROMISE_READ: ("pledge",),
}


class PaperQuerySet(ScopedQuerySet["Paper"]):
    """Papers of the scheme's staff by kind; an organisation and a person see those that they sign."""

    def _reach(self, actor: Actor) -> Self:
        if actor.is_system:
            return self.all()
        reached = Q(pk__in=[])
        for permission, kinds in READ_BY.items():
            for grant in actor.granting(permission):
                if REACH[grant.role] is Reach.SCHEME:
                    reached |= Q(scheme_id=grant.scheme, kind__in=kinds)
                elif grant.organisation is not None:
                    mine = Signature.objects.filter(organisation_id=grant.organisation).values("paper")
                    reached |= Q(scheme_id=grant.scheme, kind__in=kinds, pk__in=mine)
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        reached |= Q(pk__in=Signature.objects.filter(person__in=own).values("paper"))
        return self.filter(reached)


class Paper(Versioned):
    """Something to be signed: every language version under one digest; it never changes, only its fate does."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "title", "texts")
        ends: ClassVar = ("completed_at", "withdrawn_at")  # of minutes and pledges: nobody's contract
        plain: ClassVar = {
            "id", "number", "kind", "about", "scheme", "language", "digest", "in_turn", "completed_at",
            "withdrawn_at", "withdrawn_code", "version", "created_at", "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        CONTRACT = "contract"
        AGREEMENT = "agreement"
        MINUTES = "minutes"
        PLEDGE = "pledge"

    number = PublicNumber(prefix="S")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.CharField(max_length=24, db_index=True)  # the public number of what it is about
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=240)
    language = models.CharField(max_length=8)  # the version that counts
    texts = models.JSONField()  # {language: text}
    digest = models.CharField(max_length=64)
    in_turn = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_code = models.CharField(max_length=40, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(withdrawn_at__isnull=True, completed_at__isnull=True),
                name="one_open_paper_of_a_kind_about_a_thing",
            ),
            models.CheckConstraint(
                condition=(Q(withdrawn_at__isnull=True) & Q(withdrawn_code=""))
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_code="")),
                name="a_paper_is_withdrawn_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """One party of a paper: invited, reminded, signed with evidence, or refused with a reason."""

    class Privacy:
        personal: ClassVar = {
            **kept(JOURNEY, "name", "other_name", "person", "recipient", "evidence", "refused_at", "reason"),
            **kept(JOURNEY, "invited_at", "reminded_at", "read_at", "signed_at"),
        }
        ends: ClassVar = ("paper__completed_at", "paper__withdrawn_at")
        plain: ClassVar = {"id", "paper", "ordinal", "role", "organisation", "language", "reminders"}

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="signatures")
    ordinal = models.PositiveSmallIntegerField(default=1)
    role = models.CharField(max_length=30)  # worker, employer, host, school, student, panel member, maker
    name = MaskedText(max_length=240, blank=True, whose="person", by_number=True, stands_for_all=True)
    other_name = MaskedText(
        max_length=240, blank=True, whose="person", by_number=True
    )  # the name in its own script
    person = models.CharField(max_length=24, blank=True)  # a person's public number
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.CharField(max_length=254, blank=True)  # where links go: a number or an address
    language = models.CharField(max_length=8, default="en")
    invited_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(null=True)  # digest, language shown, name typed, channel, link

    class Meta:
        ordering: ClassVar = ["ordinal", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(refused_at__isnull=True),
                name="nobody_signs_and_refuses",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(evidence__isnull=False),
                name="a_signature_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(reason=""), name="a_refusal_to_sign_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.paper_id}"


class SignedLink(models.Model):
    """An address that opens one thing to one recipient; only the digest of its token is kept."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "recipient", "used_at")
        plain: ClassVar = {
            "id", "number", "seed", "digest", "purpose", "subject", "scheme", "signature", "language",
            "made_at", "expires_at", "revoked_at",
        }  # fmt: skip

    class Purpose(models.TextChoices):
        SIGN = "sign"
        ANSWER_SHORTLIST = "answer_shortlist"
        APPLY = "apply"
        TASK = "task"
        OWN_RESULT = "own_result"
        FOLLOW_UP = "follow_up"
        SURVEY = "survey"
        INVITATION = "invitation"

    number = PublicNumber(prefix="L")
    seed = models.CharField(max_length=64)  # with the installation's key it gives the token again
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    subject = models.CharField(max_length=24)  # the one thing that it opens
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    signature = models.ForeignKey(Signature, null=True, on_delete=models.CASCADE, related_name="links")
    recipient = models.CharField(max_length=254)
    language = models.CharField(max_length=8, default="en")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="a_link_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.number
