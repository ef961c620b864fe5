"""Keep a month's pay for many workers, all or nothing; what differs is flagged out of the employer's sight."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.work.flagging import Raised, flag
from passerelle.actions.work.pay_check import Checked, Line, check_pay
from passerelle.actions.work.pay_rows import PayRow, as_facts
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.pauses import Pause
from passerelle.domain.work.comparison import Line as Compared
from passerelle.domain.work.comparison import compare, flagged
from passerelle.records.stays.pauses import pauses_of
from passerelle.records.work.models import PayStatement

WHY = "the check found these months within the actor's reach"
BATCH = 500


def state_pay(  # noqa: PLR0913  # what, by whom, from where, as it was shown, once
    actor: Actor,
    rows: Sequence[PayRow],
    *,
    source: str,
    today: date,
    expected: str | None = None,
    key: str | None = None,
    file: str | None = None,
) -> dict[str, int]:
    """Keep the lines; answers how many months are new, changed and unchanged.

    ``source``: file or grid. ``expected``: the fingerprint of the check that was shown. Raises ``Refused``
    with every problem of every row, or ``moved`` when the records changed meanwhile; nothing is kept then.
    A month stated again replaces the one before, which is kept.
    """
    actor.must(Permission.WORK_WRITE)
    with writing(actor, "work.state_pay", purpose=Purpose.PROTECTION, key=key, content=as_facts(rows)) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        checked = check_pay(actor, rows, today=today, file=file)
        _must_hold(checked, expected)
        now = timezone.now()
        changed = [line for line in checked.lines if not line.is_unchanged]
        statements = _keep(actor, changed, source, now)
        _flag(note, changed, statements, now)
        note.answer = checked.counts
        schemes = {line.stay.journey.candidate.scheme.code for line in changed}
        note.scheme_code = schemes.pop() if len(schemes) == 1 else ""
        note.details = {**checked.counts, "source": source}
        note.about(*(line.stay.number for line in changed))
    return checked.counts


def _must_hold(checked: Checked, expected: str | None) -> None:
    if checked.problems:
        raise Refused(checked.problems)
    if expected is not None and checked.fingerprint() != expected:
        message = Text("The records changed since these months were checked.")
        raise Refused([Problem("moved", message, Text("Look at the check once more, then keep them."))])


def _keep(actor: Actor, lines: Sequence[Line], source: str, now: datetime) -> list[PayStatement]:
    before = [line.before.pk for line in lines if line.before is not None]
    PayStatement.objects.unscoped(WHY).filter(pk__in=before).update(replaced_at=now)
    return PayStatement.objects.bulk_create(
        [
            PayStatement(
                stay=line.stay,
                month=line.row.statement.month,
                currency=line.row.statement.currency,
                gross=line.row.statement.gross,
                net=line.row.statement.net,
                hours=line.row.statement.hours,
                deductions={kind: str(amount) for kind, amount in line.row.statement.deductions.items()},
                paid_on=line.row.statement.paid_on,
                source=source,
                stated_by_id=actor.id,
                stated_at=now,
            )
            for line in lines
        ],
        batch_size=BATCH,
    )


def _flag(note: Writing, lines: Sequence[Line], statements: Sequence[PayStatement], now: datetime) -> None:
    pauses = pauses_of({line.stay.pk for line in lines})
    raised = [
        Raised(line.stay, statement.month, one.code, _text(one.agreed), _text(one.stated), one.found, statement)
        for line, statement in zip(lines, statements, strict=True)
        for one in flagged(_compared(line, pauses[line.stay.pk]))
    ]
    flag(note, raised, source="employer", at=now)


def _compared(line: Line, pauses: tuple[Pause, ...]) -> tuple[Compared, ...]:
    stay = line.stay
    begins = stay.started_on or stay.arrived_on
    return compare(line.row.statement, line.agreed, begins=begins, ends=stay.ended_on, pauses=pauses)


def _text(value: object) -> str:
    return "" if value is None else str(value)
