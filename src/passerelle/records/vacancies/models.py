"""Vacancies (also seats and host offers, as the scheme's act says) and their places."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Keep
from passerelle.records.columns import PublicNumber, Versioned
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.scope import ScopedQuerySet, within


class VacancyQuerySet(ScopedQuerySet["Vacancy"]):
    """Vacancies by reach: a scheme's staff see all, an employer its own."""

    def _reach(self, actor: Actor) -> Self:
        return self._where(within(actor, Permission.VACANCY_READ, "scheme_id", organisation="employer_id"))


class Vacancy(Versioned):
    """Work, a seat or a host's offer with one or more places. ``None`` means unknown."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "number", "scheme", "employer", "source", "reference", "kind", "title", "country", "region",
            "place", "occupation", "isco", "occupation_link", "skills", "optional_skills", "languages",
            "eqf_min", "years_min", "licences", "posts", "route", "start", "salary", "salary_text", "currency",
            "salary_period", "contract", "contract_months", "hours_week", "pay_includes", "regulated", "law_of",
            "ends_on", "filed_by", "states", "sickness_cover", "law_facts",
            "posted_on", "closed_on", "suspects", "is_synthetic", "version",
            "created_at", "changed_at",
        }  # fmt: skip

    class Kind(models.TextChoices):
        JOB = "job"
        SEAT = "seat"
        INTERNSHIP = "internship"
        HOST = "host"

    number = PublicNumber(prefix="V")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="vacancies")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vacancies")
    source = models.CharField(max_length=60, default="own")  # whose list it came with
    reference = models.CharField(max_length=80, blank=True)  # the partner's own id in that list
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.JOB)
    title = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, null=True, blank=True)
    region = models.CharField(max_length=12, null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    occupation = models.CharField(max_length=120, null=True, blank=True)  # ESCO address
    isco = models.CharField(max_length=4, null=True, blank=True)
    occupation_link = models.CharField(
        max_length=10, default="stated"
    )  # stated, exact, close, broad, narrow, none
    skills = models.JSONField(null=True, blank=True)  # [{"uri", "how": "stated" | "esco_essential"}]
    optional_skills = models.JSONField(null=True, blank=True)
    languages = models.JSONField(
        null=True, blank=True
    )  # [{"code", "level"}]; level null: asked, level not said
    eqf_min = models.PositiveSmallIntegerField(null=True, blank=True)
    years_min = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    licences = models.JSONField(null=True, blank=True)
    posts = models.PositiveIntegerField(default=1)
    route = models.CharField(max_length=60, null=True, blank=True)
    start = models.DateField(null=True, blank=True)
    salary = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    salary_text = models.CharField(max_length=120, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    salary_period = models.CharField(max_length=8, null=True, blank=True)  # hour, month, year
    contract = models.CharField(max_length=80, blank=True)
    contract_months = models.PositiveSmallIntegerField(null=True, blank=True)  # null: open-ended or unknown
    hours_week = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    # bonus, thirteenth_month, holiday_pay; an empty list: nothing besides the pay
    pay_includes = models.JSONField(null=True, blank=True)
    regulated = models.BooleanField(null=True, blank=True)  # whether the country of work regulates it
    law_of = models.CharField(max_length=2, null=True, blank=True)  # whose law governs the contract
    ends_on = models.DateField(null=True, blank=True)  # last day of a visit, a season, a placement
    filed_by = models.CharField(max_length=8, null=True, blank=True)  # employer, worker: who will file
    states = models.JSONField(null=True, blank=True)  # what the contract or agreement will state
    sickness_cover = models.BooleanField(null=True, blank=True)  # the employer has it or applies for it
    law_facts = models.JSONField(default=dict, blank=True)  # told of the job: see domain/pathways/told.py
    posted_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    suspects = models.JSONField(default=list, blank=True)  # [{"code", ...evidence}] found when it came in
    is_synthetic = models.BooleanField(default=False)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "source", "reference"],
                condition=~Q(reference=""),
                name="one_vacancy_for_a_partners_number",
            ),
            models.CheckConstraint(condition=Q(posts__gte=1), name="a_vacancy_has_a_place"),
            models.CheckConstraint(
                condition=Q(eqf_min__isnull=True) | Q(eqf_min__lte=8), name="eqf_min_is_up_to_8"
            ),
            models.CheckConstraint(
                condition=Q(salary__isnull=True) | Q(currency__isnull=False), name="a_salary_has_a_currency"
            ),
            models.CheckConstraint(
                condition=Q(filed_by__isnull=True) | Q(filed_by__in=["employer", "worker"]),
                name="employer_or_worker_files",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Place(models.Model):
    """One numbered place of a vacancy; what cannot be reserved twice must exist once."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {"id", "vacancy", "ordinal"}

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="places")
    ordinal = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vacancy", "ordinal"], name="one_place_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id}/{self.ordinal}"
