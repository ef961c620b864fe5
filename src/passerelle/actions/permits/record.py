"""Files opened, lodged and decided: one by one, or many from an authority's list; the cases follow."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.permits.reach import files_for, journeys_for, refusal, scheme_of
from passerelle.actions.steps.files.permits import open_exits, open_files
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.versions import must_be_version
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.decisions import Entry, must_follow, state_after
from passerelle.domain.permits.routes import lodging, may_lodge
from passerelle.records.permits.models import PermitEntry, PermitFile

WHY = "the files were reached"
SHARED = {"appealed": "appealed", "appeal_waived": "appeal_waived"}
REFUSED = "refused_by_authority"  # told where the case ends with it
FOLLOWED = ("filed", "granted", "refused")


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on a day, to one file or to many; lodging names who lodged it and where."""

    kind: str
    on: date
    ground: str = ""
    until: date | None = None
    text: str = ""
    lodged_by: str = ""
    authority: str = ""
    reference: str = ""


def open_permit_files(actor: Actor, journeys: Sequence[str], *, kind: str, key: str | None = None) -> list[str]:
    """Open a file for each case that has none open; their numbers."""
    with writing(
        actor, "permit.open", purpose=Purpose.JOURNEY, key=key, content=[list(journeys), kind]
    ) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        if kind not in PermitFile.Kind.values:
            raise refusal("unknown_kind", Text("A file is for a permit or for a visa."))
        rows = journeys_for(actor, journeys)
        made = open_files(note, rows, kind=kind, at=timezone.now())
        note.scheme_code = scheme_of(rows)
        note.about(*(one.number for one in rows))
        note.answer = [one.number for one in made]
        return [one.number for one in made]


def open_exit_files(actor: Actor, journeys: Sequence[str]) -> None:
    """Open the exit formalities of each case where they are known for its country."""
    with writing(actor, "exit.open", purpose=Purpose.JOURNEY) as note:
        rows = journeys_for(actor, journeys)
        open_exits(note, rows, at=timezone.now())
        note.scheme_code = scheme_of(rows)
        note.about(*(one.number for one in rows))


def record_entries(
    actor: Actor, numbers: Sequence[str], what: Happened, *, version: int | None = None, key: str | None = None
) -> int:
    """Record what happened to these files, all or none; the cases follow by their own tables.

    Refused with one problem for each file: ``entry_not_possible``, ``dates-out-of-order``, ``no_ground``,
    ``may_not_lodge`` (who may lodge is part of the route) or ``stale``. Constant queries.
    """
    content = [list(numbers), str(what)]
    with writing(actor, "permit.record", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(numbers)
        files, now = files_for(actor, numbers), timezone.now()
        for one in files[:1]:
            must_be_version(one, version)
        before = _entries(files)
        _must_be_possible(files, before, what, timezone.localdate(now))
        _write(actor, files, before, what, now)
        _tell_refused(note, files, what)
        note.scheme_code = scheme_of([one.journey for one in files])
        note.about(*(one.number for one in files), *(one.journey.candidate.number for one in files))
        note.details = {"entry": what.kind, "files": len(files)}
        _follow(note, files, what, actor, now)
        return len(files)


def _entries(files: Sequence[PermitFile]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in PermitEntry.objects.filter(file__in=[one.pk for one in files]):
        found[row.file_id].append(Entry(row.kind, row.on, row.ground, row.until))
    return found


def _must_be_possible(
    files: Sequence[PermitFile], before: dict[int, list[Entry]], what: Happened, today: date
) -> None:
    problems = []
    new = Entry(what.kind, what.on, what.ground, what.until)
    for one in files:
        try:
            must_follow(before[one.pk], new, today=today)
        except Refused as refused:
            problems += [
                Problem(each.code, each.message, each.hint, sheet=one.number) for each in refused.problems
            ]
        if what.kind == "filed" and not may_lodge(one.route, what.lodged_by):
            who = ", ".join(lodging(one.route).who or ())
            message = Text(
                "On the route %(route)s only this party may lodge: %(who)s.", {"route": one.route, "who": who}
            )
            hint = Text("Ask the employer to lodge the file.")
            problems.append(Problem("may_not_lodge", message, hint, sheet=one.number, column="lodged_by"))
    if problems:
        raise Refused(problems)


def _write(
    actor: Actor, files: Sequence[PermitFile], before: dict[int, list[Entry]], what: Happened, now: datetime
) -> None:
    PermitEntry.objects.bulk_create(
        (
            PermitEntry(
                file=one,
                kind=what.kind,
                on=what.on,
                until=what.until,
                ground=what.ground,
                text=what.text.strip()[:500],
                recorded_by_id=actor.id,
                recorded_at=now,
            )
            for one in files
        ),
        batch_size=500,
    )
    for one in files:
        one.state = state_after([*before[one.pk], Entry(what.kind, what.on)])
        one.version += 1
        if what.kind == "filed":
            one.lodged_by, one.authority = what.lodged_by, what.authority.strip()[:200]
            one.reference = what.reference.strip()[:80]
    fields = ["state", "version", "lodged_by", "authority", "reference"]
    PermitFile.objects.unscoped(WHY).bulk_update(files, fields, batch_size=500)


def _tell_refused(note: Writing, files: Sequence[PermitFile], what: Happened) -> None:
    """A refusal is told with the last day for an appeal, where it is known."""
    if what.kind != "refused":
        return
    for one in files:
        person, scheme = one.journey.candidate.person, one.journey.candidate.scheme
        facts: dict[str, object] = {"scheme": scheme.name}
        template = "permit_refused"
        if what.until is not None:
            facts["until"], template = what.until.isoformat(), "permit_refused_term"
        note.tell(person.number, template, facts, language=person.language, scheme=scheme.code)


def _follow(note: Writing, files: Sequence[PermitFile], what: Happened, actor: Actor, now: datetime) -> None:
    by_kind: dict[str, list[PermitFile]] = defaultdict(list)
    for one in files:
        event = SHARED.get(what.kind) or (f"{one.kind}_{what.kind}" if what.kind in FOLLOWED else "")
        by_kind[event].append(one)
    for event, rows in sorted(by_kind.items()):
        if event:
            people = [one.journey.candidate for one in rows]
            follow_all(note, people, event, by=actor, at=now, who=_role(event, what), reason=REFUSED)


def _role(event: str, what: Happened) -> str:
    """Staff record it; where the table lets only the employer lodge, the employer has."""
    return "employer" if event.endswith("_filed") and what.lodged_by == "employer" else "caseworker"
