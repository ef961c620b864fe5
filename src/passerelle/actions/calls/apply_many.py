"""Thousands of applications at once: people whom a list brought are applicants of a call."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from passerelle.actions.calls.reached import call_for, must_be_open
from passerelle.actions.steps.files.call_papers import open_call_papers
from passerelle.actions.steps.people.applying import begin_applied
from passerelle.actions.steps.people.person_answers import answers_of
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.answers import missing_from, missing_papers
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate

BATCH = 1_000


def apply_many(
    actor: Actor, call_number: str, candidates: Collection[str], *, on: date, key: str | None = None
) -> dict[str, int]:
    """Hand in applications for candidates of the scheme (public numbers), as far as their profiles answer.

    Answers how many were ``handed_in``, kept as ``drafts`` because something is missing, and ``there`` before.
    Refused with ``unknown_candidate`` for numbers out of reach; constant queries but for batches.
    """
    content = [call_number, sorted(candidates)]
    with writing(actor, "application.many", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        call = call_for(actor, call_number)
        must_be_open(call, on)
        rows = chosen(actor, call, candidates)
        applied = Application.objects.unscoped("whether the person has applied").filter(
            call=call, person__in=[row.person_id for row in rows], ended_at__isnull=True
        )
        there = set(applied.values_list("person_id", flat=True))
        new = [row for row in rows if row.person_id not in there]
        made = Application.objects.bulk_create([_application(call, row) for row in new], batch_size=BATCH)
        open_call_papers(note, made, at=timezone.now())
        complete = [row for row, one in zip(new, made, strict=True) if one.state != Application.State.DRAFT]
        begin_applied(note, call, complete, by=actor, at=timezone.now())
        counts = {"handed_in": len(complete), "drafts": len(new) - len(complete), "there": len(there)}
        _note(note, call, new, counts)
    return counts


def chosen(actor: Actor, call: Call, numbers: Collection[str]) -> list[Candidate]:
    """The named candidates of the call's scheme within reach; refuses every number that is not one."""
    rows = Candidate.objects.visible_to(actor).filter(scheme=call.scheme, withdrawn_on__isnull=True)
    wanted = set(numbers)
    known = {row.number: row for row in rows.filter(number__in=wanted).select_related("person")}
    if missing := sorted(wanted - set(known)):
        raise Refused([_unknown(number) for number in missing[:20]])
    return list(known.values())


def _application(call: Call, row: Candidate) -> Application:
    answers = answers_of(row.person)
    answers = {str(one["code"]): answers.get(str(one["code"]), "") for one in call.fields}
    complete = not missing_from(call.fields, answers) and not missing_papers(call.documents, ())
    return Application(
        call=call,
        person=row.person,
        candidate=row,
        brought_by_id=row.brought_by_id,
        language=row.person.language or "en",
        answers=answers,
        state=Application.State.HANDED_IN if complete else Application.State.DRAFT,
        handed_in_at=timezone.now() if complete else None,
    )


def _unknown(number: str) -> Problem:
    message = Text("%(number)s is no candidate of this scheme.", {"number": number})
    return Problem("unknown_candidate", message, Text("Import the list of people first."))


def _note(note: Writing, call: Call, rows: list[Candidate], counts: dict[str, int]) -> None:
    note.scheme_code, note.answer, note.details = call.scheme.code, counts, dict(counts)
    note.about(call.number, *(row.number for row in rows))
