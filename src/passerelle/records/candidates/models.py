"""People, known once by one number, and their candidacies in schemes."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import FAIRNESS, RECRUITMENT, kept
from passerelle.domain.permits.departure import leaves_from
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.masks import MaskedAddress, MaskedText
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet, about


class PersonQuerySet(ScopedQuerySet["Person"]):
    """People with at least one candidacy that the actor may read."""

    def _reach(self, actor: Actor) -> Self:
        return self.filter(pk__in=Candidate.objects.visible_to(actor).values("person_id"))


class Person(Versioned):
    """Somebody, once: the same number through every scheme. ``None`` in a fact means unknown."""

    class Privacy:
        personal: ClassVar = {
            **kept(RECRUITMENT, "family_name", "given_name", "name_original", "search_name", "email", "phone"),
            "channel": RECRUITMENT,
            **kept(RECRUITMENT, "language", "occupations", "skills", "languages", "eqf", "years", "countries"),
            **kept(RECRUITMENT, "available_from", "licences", "work", "diplomas", "certificates", "stays"),
            **kept(RECRUITMENT, "passport_until", "enrolled"),
            **kept(FAIRNESS, "sex", "birth_date", "region", "nationality"),
        }
        plain: ClassVar = {"id", "number", "version", "created_at", "changed_at", "is_synthetic"}

    number = PublicNumber(prefix="P")
    family_name = MaskedText(max_length=120, stands_for_all=True)
    given_name = MaskedText(max_length=120, blank=True)
    name_original = MaskedText(max_length=240, blank=True)
    search_name = MaskedText(max_length=500, blank=True, db_index=True)
    email = MaskedAddress(blank=True)
    phone = MaskedText(max_length=20, blank=True)
    language = models.CharField(max_length=8, blank=True)
    # email, sms, whatsapp or letter (by the service that brought them); empty: by what is known
    channel = models.CharField(max_length=10, blank=True)
    is_synthetic = models.BooleanField(default=False)
    # Read by rules and the fairness sheet only; the score never sees these four.
    sex = models.CharField(max_length=1, null=True, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    region = models.CharField(max_length=12, null=True, blank=True)
    nationality = models.CharField(max_length=2, null=True, blank=True)
    # The profile. Lists: null is unknown, an empty list is "known to be none".
    occupations = models.JSONField(null=True, blank=True)  # ESCO addresses or ISCO-08 codes
    skills = models.JSONField(null=True, blank=True)  # [{"uri", "how"}]
    languages = models.JSONField(null=True, blank=True)  # [{"code", "level", "how"}]; level null: unknown
    eqf = models.PositiveSmallIntegerField(null=True, blank=True)  # 0: known to have no level
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    countries = models.JSONField(null=True, blank=True)  # ranked
    available_from = models.DateField(null=True, blank=True)
    licences = models.JSONField(null=True, blank=True)
    # Dated facts that legal routes ask for; days as ISO text. Null is unknown, an empty list is none.
    work = models.JSONField(null=True, blank=True)  # [{"isco", "from", "to"}]; to null: goes on
    diplomas = models.JSONField(null=True, blank=True)  # [{"eqf", "on", "country", "years"}]; null: unknown
    certificates = models.JSONField(null=True, blank=True)  # [{"code", "level", "on"}]
    stays = models.JSONField(null=True, blank=True)  # [{"from", "to"}]: days in the Schengen area
    passport_until = models.DateField(null=True, blank=True)
    enrolled = models.BooleanField(null=True, blank=True)  # a course of study is under way

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel__in=["", "email", "sms", "whatsapp", "letter"]), name="channel_is_known"
            ),
            models.CheckConstraint(condition=Q(eqf__isnull=True) | Q(eqf__lte=8), name="eqf_is_up_to_8"),
            models.CheckConstraint(condition=Q(years__isnull=True) | Q(years__lte=70), name="years_up_to_70"),
            models.CheckConstraint(
                condition=Q(sex__isnull=True) | Q(sex__in=["f", "m", "x"]), name="sex_f_m_x"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PartnerReference(models.Model):
    """A partner's own number for a person; the partner's register stays authoritative."""

    class Privacy:
        personal: ClassVar = {"person": RECRUITMENT, "reference": RECRUITMENT}
        plain: ClassVar = {"id", "organisation"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="references")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="one_person_for_a_partners_number"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CandidateQuerySet(ScopedQuerySet["Candidate"]):
    """Candidacies by reach: a scheme's staff see all, a partner service its own, a person theirs."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(about(actor, Permission.CANDIDATE_READ, "", organisation="brought_by_id"))


class Candidate(Versioned):
    """A person's candidacy in one scheme."""

    class Privacy:
        personal: ClassVar = kept(RECRUITMENT, "person", "brought_by", "withdrawn_on", "law_facts")
        plain: ClassVar = {"id", "number", "scheme", "applied_on", "version", "created_at", "changed_at"}

    number = PublicNumber(prefix="C")  # the pseudonym under which employers and runs know the candidacy
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="candidates")
    brought_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_on = models.DateField(null=True, blank=True)
    # Means, status, what was signed: told for legal routes, see domain/pathways/told.py. Absent is unknown.
    law_facts = models.JSONField(default=dict, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "person"], name="one_candidacy_in_a_scheme"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def origin(self) -> str:
        """The country the person leaves from; empty: nobody knows it. Load ``brought_by`` and ``person``."""
        service = self.brought_by.country if self.brought_by else ""
        return leaves_from(service, self.person.nationality)
