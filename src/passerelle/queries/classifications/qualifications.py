"""National qualifications with their EQF levels, as the newest release of each loaded table says."""

from collections.abc import Iterable

from django.db.models import Max

from passerelle.domain.recognition.levels import NationalQualification, changes
from passerelle.records.classifications.models import NationalLevel, QualificationTable
from passerelle.records.recognition.models import RecognitionFile


def tables_in_use() -> list[QualificationTable]:
    """The newest release of each part; published facts, so nobody is asked who reads them. Two queries."""
    newest = dict(QualificationTable.objects.order_by().values_list("part").annotate(Max("release")))
    rows = QualificationTable.objects.order_by("part", "release")
    return [row for row in rows if newest[row.part] == row.release]


def qualifications(country: str = "", *, part: str = "") -> tuple[NationalQualification, ...]:
    """Rows of the tables in use, of one country or one part where asked, in the tables' order."""
    tables = [row.pk for row in tables_in_use() if part in ("", row.part)]
    rows = NationalLevel.objects.filter(table__in=tables).order_by("-table__part", "pk")
    if country:
        rows = rows.filter(country=country)
    facts = rows.values_list("country", "title", "national_level", "eqf", "source")
    return tuple(NationalQualification(*one) for one in facts)


def files_touched(part: str, rows: Iterable[NationalQualification]) -> int:
    """How many open recognition files name a title that the new rows say something else about. Counts only."""
    titles = {(one.country, one.title) for one in changes(qualifications(part=part), rows)}
    open_ = RecognitionFile.objects.unscoped("a count, told to who loads the tables").filter(
        outcome__isnull=True
    )
    pairs = open_.values_list("obtained_in", "qualification")
    named = {(country, one.strip()) for country, title in titles for one in (title, *title.split(" / "))}
    return sum((country, title) in named for country, title in pairs)
