"""Whose pay the lines are, and what stands against keeping them; writes nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from passerelle.actions.work.pay_rows import PayRow, as_facts, numbers_of
from passerelle.actions.work.signed_terms import agreed_by_stay
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.work.agreed import Agreed
from passerelle.domain.work.statements import Known, Statement, faults, month_of
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import PayStatement

WHY = "the lines are about stays that the actor states pay for"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its stay, what was agreed there, and the statement that it would replace."""

    row: PayRow
    stay: Stay
    agreed: Agreed
    before: PayStatement | None

    @property
    def is_unchanged(self) -> bool:
        """Whether the month already stands exactly so."""
        return self.before is not None and statement_of(self.before) == self.row.statement


@dataclass(frozen=True, slots=True)
class Checked:
    """What keeping the lines would do; with a problem nothing is kept."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """New, changed and unchanged months."""
        unchanged = sum(line.is_unchanged for line in self.lines)
        new = sum(line.before is None for line in self.lines)
        return {"new": new, "changed": len(self.lines) - new - unchanged, "unchanged": unchanged}

    def fingerprint(self) -> str:
        """Changes when the lines or what is kept changed."""
        kept = [[line.stay.number, line.before.number if line.before else ""] for line in self.lines]
        return digest([as_facts([line.row for line in self.lines]), kept])


def writable_stays(actor: Actor) -> QuerySet[Stay]:
    """Stays that the actor states pay for: an employer its own, the team those of its scheme."""
    reached = Q(pk__in=[])
    for grant in actor.granting(Permission.WORK_WRITE):
        if REACH[grant.role] is Reach.SCHEME:
            reached |= Q(journey__candidate__scheme_id=grant.scheme)
        else:
            reached |= Q(journey__candidate__scheme_id=grant.scheme, host_id=grant.organisation)
    rows = Stay.objects.visible_to(actor)
    return rows if actor.is_system else rows.filter(reached)


def check_pay(actor: Actor, rows: Sequence[PayRow], *, today: date, file: str | None = None) -> Checked:
    """Find each line's stay and every fault, with row and column; a constant number of queries."""
    found = _stays(actor, numbers_of(rows))
    agreed = agreed_by_stay({stay for stays in found.values() for stay in stays})
    before = _before(found, rows)
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: dict[tuple[int, date], int] = {}
    for row in rows:
        stay = _stay_of(row, found)
        if isinstance(stay, Problem):
            problems.append(replace(stay, file=file, row=row.row))
            continue
        month, terms = (stay.pk, row.statement.month), agreed.get(stay.pk, Agreed())
        against = list(faults(row.statement, _known(stay, terms), today=today))
        if month in seen:
            against.append(_twice(seen[month]))
        seen.setdefault(month, row.row)
        problems += [replace(fault, file=file, row=row.row) for fault in against]
        lines.append(Line(row, stay, terms, before.get(month)))
    return Checked(tuple(lines), tuple(problems))


def statement_of(kept: PayStatement) -> Statement:
    """A kept month as the domain sees it."""
    taken = {kind: Decimal(amount) for kind, amount in kept.deductions.items()}
    return Statement(kept.month, kept.currency, kept.gross, kept.net, kept.hours, kept.paid_on, taken)


def _stays(actor: Actor, numbers: set[str]) -> Mapping[str, list[Stay]]:
    rows = writable_stays(actor).filter(
        Q(number__in=numbers)
        | Q(journey__candidate__number__in=numbers)
        | Q(journey__candidate__person__number__in=numbers)
    )
    found: dict[str, list[Stay]] = defaultdict(list)
    for stay in rows.select_related("journey__candidate__person", "journey__candidate__scheme").order_by("pk"):
        candidate = stay.journey.candidate
        for number in (stay.number, candidate.number, candidate.person.number):
            found[number].append(stay)
    return found


def _stay_of(row: PayRow, found: Mapping[str, list[Stay]]) -> Stay | Problem:
    stays = found.get(row.worker, [])
    within = [stay for stay in stays if _covers(stay, row.statement.month)]
    chosen = within if len(stays) > 1 and within else stays
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        hint = Text("Name the stay by its own number.")
        return Problem("stay_ambiguous", Text("More than one stay fits."), hint, column="stay")
    # The same words whether the number is unknown or somebody else's.
    message = Text("No worker of yours has the number %(number)s.", {"number": row.worker[:24]})
    hint = Text("Take the numbers from your list of placements.")
    return Problem("worker_unknown", message, hint, column="stay")


def _covers(stay: Stay, month: date) -> bool:
    begins, ends = stay.started_on or stay.arrived_on or stay.planned_from, stay.ended_on
    return (begins is None or month >= month_of(begins)) and (ends is None or month <= month_of(ends))


def _known(stay: Stay, agreed: Agreed) -> Known:
    return Known(agreed.currency, stay.started_on or stay.arrived_on, stay.ended_on)


def _before(found: Mapping[str, list[Stay]], rows: Sequence[PayRow]) -> dict[tuple[int, date], PayStatement]:
    stays = {stay.pk for some in found.values() for stay in some}
    kept = PayStatement.objects.unscoped(WHY).filter(
        stay__in=stays, month__in={row.statement.month for row in rows}, replaced_at__isnull=True
    )
    return {(one.stay_id, one.month): one for one in kept}


def _twice(first: int) -> Problem:
    message = Text("This month of this worker already stands in row %(row)s.", {"row": first})
    return Problem("month_twice", message, Text("Keep one of the two rows."), column="month")
