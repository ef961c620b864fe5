"""Dossiers: a checklist of documents with status, expiry and reviewer."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.dossier_kinds import (
    AUDIT_PROOF,
    CAPACITY,
    CORRECTION,
    OF_HOSTS,
    TEAM_CORRECTION,
    VISIT_PHOTOS,
)
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import JOURNEY, kept
from passerelle.domain.access.roles import Reach
from passerelle.records.accounts.models import User
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.capacity.models import Activity
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.partnerships.ties import tied_hosts
from passerelle.records.scope import ScopedQuerySet, within
from passerelle.records.vacancies.models import Vacancy

# Documents of which a dossier takes any number, each beside the others.
MANY = ("visit_photo", "correction_proof", "audit_proof", "evidence", "commitment_letter")


class DossierQuerySet(ScopedQuerySet["Dossier"]):
    """A person's dossiers follow the candidacy, an employer's follow the employer's file.

    While somebody has no candidacy yet (a draft of an application) their papers are their own alone. Photos of
    a visit are for whoever makes visits and has no tie to the host; proof of a correction or for an audit is
    for whoever may read about it. Evidence of an activity may name officials: for whoever reads the file.
    """

    def _reach(self, actor: Actor) -> Self:
        own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
        of_people = Q(candidate__in=Candidate.objects.visible_to(actor)) | Q(person__number__in=own)
        whole = actor.schemes(Permission.EMPLOYER_READ, reach=[Reach.SCHEME, Reach.EVERYWHERE])
        if whole is None:
            return self.all()
        nobodys = Q(candidate__isnull=True, person__isnull=True) & ~Q(kind__in=(*OF_HOSTS, CAPACITY))
        of_employers = nobodys & Q(scheme_id__in=whole)
        for grant in actor.granting(Permission.EMPLOYER_READ):
            if grant.organisation is not None:
                theirs = Q(organisation_id=grant.organisation) | Q(vacancy__employer_id=grant.organisation)
                of_employers |= nobodys & Q(scheme_id=grant.scheme) & theirs
        capacity = Q(kind=CAPACITY, scheme_id__in=actor.schemes(Permission.CAPACITY_READ) or ())
        return self.filter(of_people | of_employers | _of_visits(actor) | capacity)


def _of_visits(actor: Actor) -> Q:
    """Papers about hosts."""
    found = Q(pk__in=[])
    read = within(actor, Permission.VISIT_READ, "scheme_id", organisation="organisation_id")
    if read is not None and actor.may(Permission.VISIT_READ):
        found |= Q(kind__in=(CORRECTION, TEAM_CORRECTION, AUDIT_PROOF)) & read
    makes = actor.schemes(Permission.VISIT_WRITE)
    if makes and actor.id is not None:
        away = tied_hosts(actor.id, today=timezone.localdate())
        found |= Q(kind=VISIT_PHOTOS, scheme_id__in=makes) & ~Q(organisation_id__in=away)
    return found


class Dossier(Versioned):
    """What must be together for one step; complete on the day when every needed item was accepted."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "candidate", "person", "journey")
        plain: ClassVar = {
            "id", "number", "kind", "scheme", "organisation", "vacancy", "activity", "stage", "opened_on",
            "complete_on", "closed_on", "version", "created_at", "changed_at",
        }  # fmt: skip

    number = PublicNumber(prefix="D")
    kind = models.CharField(max_length=30)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    # Whose papers these are before there is a candidacy: the draft of an application.
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    journey = models.ForeignKey(
        Journey, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    vacancy = models.ForeignKey(
        Vacancy, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    stage = models.CharField(max_length=40, blank=True)  # of the case, where a stage asks for these papers
    opened_on = models.DateField()
    complete_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(candidate__isnull=False)
                | Q(person__isnull=False)
                | Q(organisation__isnull=False)
                | Q(vacancy__isnull=False),
                name="a_dossier_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="a_dossier_closes_after_it_opened",
            ),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(closed_on__isnull=True), name="one_open_dossier_of_an_activity"
            ),
            models.UniqueConstraint(
                fields=["journey", "stage"],
                condition=Q(closed_on__isnull=True) & ~Q(stage=""),
                name="one_open_dossier_of_a_stage",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def whose(self) -> Person | None:
        """The person whose papers these are; none for an employer's."""
        return self.candidate.person if self.candidate else self.person


class DossierItem(Versioned):
    """One document asked for; whoever handed it in never reviews it."""

    class Privacy:
        personal: ClassVar = kept(
            JOURNEY, "status", "received_on", "issued_on", "expires_on", "handed_in_by", "reviewer",
            "reviewed_at", "reason", "reason_code", "stored", "file_name", "file_kind", "file_bytes",
            "file_digest",
        )  # fmt: skip
        plain: ClassVar = {
            "id", "number", "dossier", "ordinal", "code", "label", "needed", "version", "created_at",
            "changed_at",
        }  # fmt: skip

    class Status(models.TextChoices):
        MISSING = "missing"
        RECEIVED = "received"
        ACCEPTED = "accepted"
        SENT_BACK = "sent_back"
        WAIVED = "waived"

    number = PublicNumber(prefix="I")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="items")
    ordinal = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200, blank=True)  # what a scheme calls it; empty: the code's word
    needed = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MISSING)
    received_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)  # as the document states it; null: not noted
    expires_on = models.DateField(null=True, blank=True)  # its last valid day
    handed_in_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # in words, for the person
    stored = models.CharField(max_length=40, blank=True)  # the random name under which the file lies
    file_name = models.CharField(max_length=120, blank=True)
    file_kind = models.CharField(max_length=8, blank=True)
    file_bytes = models.PositiveIntegerField(null=True, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["dossier_id", "ordinal", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "code"], condition=~Q(code__in=MANY), name="one_item_of_a_code"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["missing", "received"]) | Q(reviewed_at__isnull=False),
                name="an_item_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["sent_back", "waived"]) | ~Q(reason="") | ~Q(reason_code=""),
                name="an_item_sent_back_or_waived_says_why",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True)
                | Q(handed_in_by__isnull=True)
                | ~Q(reviewer=F("handed_in_by")),
                name="nobody_reviews_what_they_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="a_document_ends_after_its_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CompleteSpan(models.Model):
    """From when to when a dossier was complete; the clock of a permit file runs only then."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "since", "until")
        plain: ClassVar = {"id", "dossier"}

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="spans")
    since = models.DateField()
    until = models.DateField(null=True)  # the day on which something fell out; null: it still holds

    class Meta:
        ordering: ClassVar = ["dossier_id", "since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(until__isnull=True), name="one_open_span_of_a_dossier"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_span_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class ExpiryReminder(models.Model):
    """Somebody was told that a document of theirs runs out; ``about`` is the number of document or file."""

    class Privacy:
        personal: ClassVar = kept(JOURNEY, "journey", "about", "code", "expires_on", "at", "by")
        plain: ClassVar = {"id"}

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="expiry_reminders")
    about = models.CharField(max_length=24, db_index=True)
    code = models.CharField(max_length=60)
    expires_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.code} {self.expires_on}"
