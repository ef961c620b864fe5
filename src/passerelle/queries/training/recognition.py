"""Recognition files by their clock, and one file."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.recognition.clock import Clock, Standstill, days_left, days_used, stands_still
from passerelle.queries.cases.dossiers import Checklist, checklist, missing_counts
from passerelle.records.recognition.models import Measure, Pause, RecognitionFile


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file as the list shows it; unknown days are ``None``."""

    number: str
    candidate: str
    person: str
    name: str
    scheme: str
    country: str
    authority: str
    qualification: str
    outcome: str
    complete_on: date | None
    used: int | None
    left: int | None
    still: bool
    missing: int


def file_rows(actor: Actor, *, scheme: str = "", state: str = "open") -> QuerySet[RecognitionFile]:
    """Files in scope, the longest running clock first, then those that wait for papers."""
    rows = RecognitionFile.objects.visible_to(actor).select_related("candidate__person", "candidate__scheme")
    if scheme:
        rows = rows.filter(candidate__scheme__code=scheme)
    if state in ("open", "decided"):
        rows = rows.filter(outcome__isnull=state == "open")
    return rows.order_by(F("complete_on").asc(nulls_last=True), "opened_on", "pk")


def lines_of(rows: Iterable[RecognitionFile], *, on: date) -> list[FileLine]:
    """Rows with their clocks. Two queries whatever their number."""
    files = list(rows)
    pauses: dict[int, list[Standstill]] = defaultdict(list)
    for one in Pause.objects.filter(file__in=[file.pk for file in files]):
        pauses[one.file_id].append(Standstill(one.since, one.until))
    missing = missing_counts([file.dossier_id for file in files], on=on)
    return [_line(file, tuple(pauses[file.pk]), missing[file.dossier_id], on) for file in files]


@dataclass(frozen=True, slots=True)
class FilePage:
    """One file with its checklist, pauses and measures."""

    file: RecognitionFile
    line: FileLine
    checklist: Checklist
    pauses: tuple[Pause, ...]
    measures: tuple[Measure, ...]
    may_write: bool


def file_page(actor: Actor, number: str, *, on: date) -> FilePage:
    """One file in scope; ``NotPermitted`` otherwise."""
    rows = RecognitionFile.objects.visible_to(actor).filter(number=number)
    file = rows.select_related("candidate__person", "candidate__scheme", "dossier").first()
    if file is None:
        raise NotPermitted(number)
    (line,) = lines_of([file], on=on)
    return FilePage(
        file=file,
        line=line,
        checklist=checklist(actor, file.dossier.number, on=on),
        pauses=tuple(Pause.objects.filter(file=file)),
        measures=tuple(Measure.objects.filter(file=file)),
        may_write=actor.may(Permission.RECOGNITION_WRITE, scheme=file.candidate.scheme_id),
    )


def measure_file(actor: Actor, number: str) -> str:
    """The number of the file that a measure belongs to, in scope."""
    rows = Measure.objects.filter(number=number, file__in=RecognitionFile.objects.visible_to(actor))
    found = rows.values_list("file__number", flat=True).first()
    if found is None:
        raise NotPermitted(number)
    return found


def _line(file: RecognitionFile, pauses: tuple[Standstill, ...], missing: int, on: date) -> FileLine:
    clock = Clock(file.complete_on, file.statutory_days, file.decided_on, pauses)
    person = file.candidate.person
    return FileLine(
        number=file.number,
        candidate=file.candidate.number,
        person=person.number,
        name=f"{person.family_name.upper()} {person.given_name}".strip(),
        scheme=file.candidate.scheme.code,
        country=file.country,
        authority=file.authority,
        qualification=file.qualification,
        outcome=file.outcome or "",
        complete_on=file.complete_on,
        used=days_used(clock, on),
        left=days_left(clock, on),
        still=file.outcome is None and stands_still(clock, on),
        missing=missing,
    )
