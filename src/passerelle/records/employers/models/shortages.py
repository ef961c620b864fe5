"""Occupations in shortage at a destination, or guarded at origin: published rows with their dates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from passerelle.domain.access.privacy import Keep


class Shortage(models.Model):
    """One row of a published list; dates that nobody published stay empty."""

    class Privacy:
        personal: ClassVar[dict[str, Keep]] = {}
        plain: ClassVar = {
            "id", "kind", "list_version", "isco", "country", "region", "op", "valid_from", "valid_to", "title",
            "source", "evidence", "confirmed", "loaded_at",
        }  # fmt: skip

    kind = models.CharField(max_length=10, choices=[("shortage", "shortage"), ("guarded", "guarded")])
    list_version = models.CharField(max_length=60)
    isco = models.CharField(max_length=4)
    country = models.CharField(max_length=2)  # "EU": the whole Union
    region = models.CharField(max_length=12, blank=True)
    op = models.CharField(max_length=6, choices=[("add", "add"), ("remove", "remove")], default="add")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)  # as the list itself names it
    source = models.CharField(max_length=300)
    evidence = models.CharField(max_length=1, default="M")  # A, B or M, as the routes mark them
    confirmed = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["kind", "country", "region", "isco", "list_version"]
        indexes: ClassVar = [models.Index(fields=["isco", "country"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "list_version", "isco", "country", "region", "op", "title"],
                name="one_row_of_a_shortage_list",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="a_listing_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_version}: {self.isco} {self.country}"
