"""By which authority's statement exit is complete, where a country's own papers are not known here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.permits.reach import journeys_for, refusal, scheme_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.permits.departure import formalities
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import ExitStatement


@dataclass(frozen=True, slots=True)
class Word:
    """Which authority says that these people may leave, on which day, what shows it, and how we have it."""

    authority: str
    says_on: date
    evidence: str
    source: str
    until: date | None = None


def record_exit_statement(actor: Actor, journeys: Sequence[str], word: Word, *, key: str | None = None) -> int:
    """Record one authority's statement for these cases, all or none; a newer one takes an older one's place.

    A named person stands for it: refused with ``no_account`` for a process without one, ``exit_known`` for each
    case whose country's papers are known (they must be complete instead), ``nothing_said`` or
    ``dates-out-of-order``.
    """
    content = [list(journeys), str(word)]
    with writing(actor, "exit.state", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(journeys)
        _must_be_sound(actor, word)
        rows, now = journeys_for(actor, journeys), timezone.now()
        _must_be_unknown(rows)
        standing = ExitStatement.objects.filter(journey__in=rows, withdrawn_on__isnull=True)
        standing.update(withdrawn_on=timezone.localdate(now), withdrawn_because="a newer statement")
        ExitStatement.objects.bulk_create(
            (
                ExitStatement(
                    journey=one,
                    country=one.candidate.origin,
                    authority=word.authority.strip()[:200],
                    says_on=word.says_on,
                    until=word.until,
                    evidence=word.evidence.strip()[:300],
                    source=word.source.strip()[:300],
                    recorded_by_id=actor.id,
                    recorded_at=now,
                )
                for one in rows
            ),
            batch_size=500,
        )
        note.scheme_code = scheme_of(rows)
        note.about(*(one.number for one in rows), *(one.candidate.number for one in rows))
        note.details = {"authority": word.authority.strip()[:200]}
        return len(rows)


def withdraw_exit_statement(
    actor: Actor, journeys: Sequence[str], *, because: str, key: str | None = None
) -> int:
    """The statements for these cases no longer count, all or none, with the reason; how many.

    Refused with ``no_reason``, or ``no_statement`` for each case that has none.
    """
    content = [list(journeys), because]
    with writing(actor, "exit.unstate", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return len(journeys)
        rows = journeys_for(actor, journeys)
        if not because.strip():
            raise refusal("no_reason", Text("Say why it no longer counts."), column="because")
        standing = ExitStatement.objects.filter(journey__in=rows, withdrawn_on__isnull=True)
        held = set(standing.values_list("journey", flat=True))
        message = Text("No statement counts for this case.")
        without = [Problem("no_statement", message, sheet=one.number) for one in rows if one.pk not in held]
        if without:
            raise Refused(without)
        standing.update(withdrawn_on=timezone.localdate(), withdrawn_because=because.strip()[:300])
        note.scheme_code = scheme_of(rows)
        note.about(*(one.number for one in rows), *(one.candidate.number for one in rows))
        return len(rows)


def _must_be_sound(actor: Actor, word: Word) -> None:
    if actor.id is None:
        raise refusal("no_account", Text("A named person records an authority's statement."))
    for column in ("authority", "evidence", "source"):
        if not getattr(word, column).strip():
            hint = Text("The authority, what shows it, and how you have it are all needed.")
            raise refusal("nothing_said", Text("Something is missing."), hint, column=column)
    if word.says_on > timezone.localdate():
        raise refusal("dates-out-of-order", Text("This day is still to come."), column="says_on")
    if word.until is not None and word.until < word.says_on:
        raise refusal("dates-out-of-order", Text("The term ends before it begins."), column="until")


def _must_be_unknown(rows: Sequence[Journey]) -> None:
    """A statement never stands in for papers that a country is known to ask."""
    problems = []
    for one in rows:
        country = one.candidate.origin
        if formalities(country) is not None:
            message = Text("The exit papers of %(country)s are known here.", {"country": country})
            hint = Text("Complete the exit file of this case instead.")
            problems.append(Problem("exit_known", message, hint, sheet=one.number))
    if problems:
        raise Refused(problems)
