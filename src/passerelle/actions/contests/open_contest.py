"""Contest a no: a statement, and corrected facts; the person's record is corrected at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.contests.about import About, no_of
from passerelle.actions.steps.people.person_answers import answers_of, put_answers
from passerelle.actions.steps.versions import save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.answers import is_readable
from passerelle.domain.selection.asked import FIELDS
from passerelle.domain.selection.contesting import Terms
from passerelle.records.candidates.models import Person
from passerelle.records.contests.models import Contest
from passerelle.records.contests.terms import terms_of

LONGEST = 4_000


def open_contest(
    actor: Actor, about: str, *, statement: str, answers: Mapping[str, str], on: date, key: str | None = None
) -> str:
    """Contest what a public number says no to; answers the contest's number.

    Refused with ``no_statement``, ``unreadable`` (one for each fact), ``not_a_no``, ``too_late``,
    ``contested_before``.
    """
    content = [about, statement, dict(answers)]
    with writing(actor, "contest.open", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        subject = no_of(actor, about)
        _must_be_readable(statement, answers)
        row = _made(subject, statement.strip()[:LONGEST], on)
        row.corrections = _correct(subject, answers)
        row.save(update_fields=["corrections"])
        note.scheme_code, note.answer = subject.candidate.scheme.code, row.number
        note.about(row.number, subject.number, subject.candidate.number, subject.candidate.person.number)
        facts: dict[str, object] = {"scheme": subject.candidate.scheme.name}
        person = subject.candidate.person
        note.tell(person.number, "contest_opened", facts, language=person.language)
    return row.number


def _must_be_readable(statement: str, answers: Mapping[str, str]) -> None:
    problems = []
    if not statement.strip():
        message, hint = Text("Say what is wrong."), Text("One sentence is enough.")
        problems.append(Problem("no_statement", message, hint, column="statement"))
    for code, text in answers.items():
        if code in FIELDS and text.strip() and not is_readable(code, text.strip()):
            message = Text("%(field)s cannot be read as written.", {"field": FIELDS[code].word})
            problems.append(Problem("unreadable", message, FIELDS[code].how, column=code))
    if problems:
        raise Refused(problems)


def _must_be_in_time(subject: About, terms: Terms, on: date) -> None:
    last = terms.last_day(subject.told_on) if subject.told_on else None
    if last is not None and on > last:
        message = Text("This could be contested until %(day)s.", {"day": last})
        hint = Text("Write to the team if something kept you from it.")
        raise Refused([Problem("too_late", message, hint)])


def _made(subject: About, statement: str, on: date) -> Contest:
    terms = terms_of([subject.candidate.scheme_id]).get(subject.candidate.scheme_id, Terms())
    _must_be_in_time(subject, terms, on)
    row = Contest(
        scheme=subject.candidate.scheme,
        candidate=subject.candidate,
        kind=subject.kind,
        about=subject.number,
        run=subject.run,
        record_digest=subject.record_digest,
        vacancy=subject.vacancy,
        statement=statement,
        opened_at=timezone.now(),
        due_on=terms.due_on(on),
        first_decider_id=subject.decided_by,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        message = Text("You have contested this before.")
        raise Refused([Problem("contested_before", message, Text("See the answer to it."))]) from None
    return row


def _correct(subject: About, answers: Mapping[str, str]) -> dict[str, Any]:
    """Put the corrections into the profile; what stood there before is kept with the contest."""
    people = Person.objects.unscoped("the person's own").select_for_update()
    person = people.get(pk=subject.candidate.person_id)
    before = answers_of(person)
    changed = {
        code: text.strip()
        for code, text in answers.items()
        if code in FIELDS and text.strip() and text.strip() != before.get(code)
    }
    if changed:
        put_answers(person, changed)
        save_next(person)
    return {code: {"before": before.get(code), "after": text} for code, text in changed.items()}
