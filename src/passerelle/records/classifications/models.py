"""Published concepts, their labels and their links; which release each part comes from."""

from typing import ClassVar

from django.db import models

from passerelle.domain.classifications.concepts import Kind, Need


class Release(models.Model):
    """One table of a published package as it was last loaded; the digest tells a known file at once."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {
            "id",
            "part",
            "language",
            "version",
            "digest",
            "file",
            "rows",
            "concepts",
            "loaded_at",
        }

    part = models.CharField(max_length=60)
    language = models.CharField(max_length=3, blank=True)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    concepts = models.PositiveIntegerField()  # how many were known: with more, the same table may say more
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "language", "version"], name="one_release_of_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.language} {self.version}".replace("  ", " ")


class Concept(models.Model):
    """One occupation, skill or group; never deleted, since people and vacancies may name it."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "uri", "kind", "code", "isco", "skill_type", "reuse", "version"}

    uri = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    code = models.CharField(max_length=40, blank=True)
    isco = models.CharField(max_length=4, blank=True, db_index=True)
    skill_type = models.CharField(max_length=30, blank=True)
    reuse = models.CharField(max_length=30, blank=True)
    version = models.CharField(max_length=20)  # the newest release that holds it

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "code"], name="concept_by_code")]

    def __str__(self) -> str:
        return self.uri


class Label(models.Model):
    """What a concept is called in one language, with the release that the words come from."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "concept", "language", "preferred", "alternatives", "version"}

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=3)
    preferred = models.TextField()
    alternatives = models.JSONField(default=list)
    version = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "language"], name="one_label_in_a_language"),
        ]

    def __str__(self) -> str:
        return self.preferred


class Broader(models.Model):
    """One step up the hierarchy; a skill may have several broader groups."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "concept", "broader"}

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="upward")
    broader = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="downward")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "broader"], name="one_step_up"),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} under {self.broader_id}"


class Relation(models.Model):
    """A skill that an occupation (or another skill) asks for."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "concept", "skill", "kind"}

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="needed_by")
    kind = models.CharField(max_length=9, choices=[(need.value, need.value) for need in Need])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "skill", "kind"], name="one_relation_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} {self.kind} {self.skill_id}"


class Membership(models.Model):
    """A concept in one of ESCO's collections: digital, green, language, transversal, research, digComp."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "collection", "concept"}

    collection = models.CharField(max_length=40)
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "concept"], name="one_membership"),
        ]

    def __str__(self) -> str:
        return f"{self.concept_id} in {self.collection}"


class CrosswalkLink(models.Model):
    """A code of another classification and the concept it leads to; no link is a row too, so it is counted."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {
            *("id", "scheme", "code", "label", "uri", "relation", "version", "reviewer", "reviewed_on"),
        }

    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    label = models.TextField()
    uri = models.CharField(max_length=120, blank=True, db_index=True)  # empty: no link is known
    relation = models.CharField(max_length=12)  # exactMatch, closeMatch, broadMatch, narrowMatch, missing
    version = models.CharField(max_length=20)
    reviewer = models.CharField(max_length=120, blank=True)  # the institution or office that confirmed the link
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code", "uri"], name="one_link_of_a_code"),
            models.CheckConstraint(
                condition=models.Q(relation="missing", uri="")
                | (~models.Q(relation="missing") & ~models.Q(uri="")),
                name="a_link_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code} {self.relation} {self.uri}".strip()


class QualificationTable(models.Model):
    """One release of a table: the highest ``release`` of a part is in use, earlier ones stay as they were."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "part", "release", "file", "digest", "dated", "loaded_at"}

    part = models.CharField(max_length=20)
    release = models.PositiveIntegerField()
    file = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    dated = models.DateField(null=True, blank=True)  # day that the table speaks of; null: nobody stated it
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "release"], name="one_release_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.release}"


class NationalLevel(models.Model):
    """One row of a release; ``eqf`` is null where no single level is published."""

    class Privacy:
        personal: ClassVar[dict[str, object]] = {}
        plain: ClassVar = {"id", "table", "country", "title", "national_level", "eqf", "source"}

    table = models.ForeignKey(QualificationTable, on_delete=models.CASCADE, related_name="levels")
    country = models.CharField(max_length=60)  # a code, or the name where the table has one without a code
    title = models.CharField(max_length=500)
    national_level = models.CharField(max_length=20, blank=True)
    eqf = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table", "country"], name="levels_of_a_country")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(eqf__isnull=True) | models.Q(eqf__gte=1, eqf__lte=8),
                name="eqf_is_one_to_eight",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.title}"
