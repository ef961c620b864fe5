"""Activities of capacity building: planned, held with evidence, who took part."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from passerelle.actions.capacity.files import file_for
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.capacity.models import Activity, InstitutionFile, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """An activity as somebody states it; a count of ``None`` is unknown."""

    kind: str
    title: str
    start: date
    end: date | None = None
    partner: str = ""
    state: str = "planned"
    women: int | None = None
    men: int | None = None
    others: int | None = None
    evidence: str = ""


def save_activity(  # noqa: PLR0913  # where, what, who, seen as which version
    actor: Actor,
    file_number: str,
    facts: ActivityFacts,
    *,
    activity: str = "",
    participants: Sequence[tuple[str, str]] = (),
    version: int | None = None,
    key: str | None = None,
) -> str:
    """Add an activity to a file, or change one; ``participants`` are names with functions, whole list."""
    content = [file_number, activity, list(participants), {k: str(v) for k, v in asdict(facts).items()}]
    with writing(actor, "capacity.activity", purpose=Purpose.GRANT_EVIDENCE, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        file = file_for(actor, file_number)
        _must_hold(facts)
        row = _row(file, activity)
        must_be_version(row, version)
        for name, value in asdict(facts).items():
            setattr(row, name, value)
        if row.pk:
            save_next(row)
        else:
            row.save()
        row.participants.all().delete()
        people = dict.fromkeys(participants)
        Participant.objects.bulk_create(
            Participant(activity=row, name=name, function=function) for name, function in people
        )
        note.scheme_code = file.scheme.code
        note.about(file_number, row.number)
        note.details = {"participants": len(people), "state": row.state}
        note.answer = row.number
        return row.number


def _row(file: InstitutionFile, number: str) -> Activity:
    if not number:
        return Activity(file=file)
    row = Activity.objects.select_for_update().filter(file=file, number=number).first()
    if row is None:
        raise NotPermitted(number)
    return row


def _must_hold(facts: ActivityFacts) -> None:
    problems = []
    if facts.end is not None and facts.end < facts.start:
        message = Text("The end lies before the start.")
        hint = Text("An end on or after %(start)s.", {"start": facts.start})
        problems.append(Problem("dates-out-of-order", message, hint, column="end"))
    if facts.state == "held" and not facts.evidence.strip():
        message = Text("What was held has evidence.")
        hint = Text("Name the list of signatures, the report or the minutes.")
        problems.append(Problem("evidence-missing", message, hint, column="evidence"))
    if problems:
        raise Refused(problems)
