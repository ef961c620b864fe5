"""What every decision on proposals shares: the rows, who was first, how long it took."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from passerelle.actions.matching.reach import must_be_a_person, must_be_ready, run_for
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.selection.models import Decision, Proposal, Run

Choice = tuple[str, int]  # a proposal's number and the version that the person saw


def run_to_decide(actor: Actor, number: str) -> Run:
    """A finished run on which this named person may decide."""
    must_be_a_person(actor)
    run = run_for(actor, number, Permission.MATCH_DECIDE)
    must_be_ready(run)
    return run


def run_of(actor: Actor, proposal: str) -> Run:
    """The run of a proposal, as ``run_to_decide``."""
    reached = Proposal.objects.filter(number=proposal, run__in=Run.objects.visible_to(actor))
    number = reached.values_list("run__number", flat=True).first()
    if number is None:
        raise NotPermitted(proposal)
    return run_to_decide(actor, number)


def undecided(run: Run, choices: Sequence[Choice]) -> list[Proposal]:
    """The chosen proposals in the order given, locked; refuses rows outside the run and every one decided.

    Codes: ``not_in_run``, ``chosen_twice``, ``nothing_chosen``, ``already_decided``, ``stale``.
    """
    versions = dict(choices)
    rows = Proposal.objects.filter(run=run, number__in=versions).select_related("candidate__person", "vacancy")
    found = {row.number: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    decided = {
        one.proposal_id: one
        for one in Decision.objects.filter(proposal__in=found.values()).select_related("by")
    }
    problems = _choice_faults(choices)
    for number, version in versions.items():
        problems += _faults_of(found.get(number), number, version, decided)
    if problems:
        raise Refused(problems)
    return [found[number] for number, _ in choices]


def _choice_faults(choices: Sequence[Choice]) -> list[Problem]:
    if not choices:
        return [Problem("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))]
    if len({number for number, _ in choices}) < len(choices):
        return [Problem("chosen_twice", Text("A row is chosen twice."), Text("Open the page again."))]
    return []


def _faults_of(
    row: Proposal | None, number: str, version: int, decided: Mapping[int, Decision]
) -> list[Problem]:
    if row is None:
        message = Text("%(number)s is not a proposal of this run.", {"number": number})
        return [Problem("not_in_run", message, Text("Open the run again and choose from its rows."))]
    first = decided.get(row.pk)
    if first is not None:
        return [_already(row, first)]
    if row.version != version:
        message = Text("Somebody changed %(number)s meanwhile.", {"number": number})
        return [Problem("stale", message, Text("Compare with what is there now, then save again."))]
    return []


def _already(row: Proposal, first: Decision) -> Problem:
    at = timezone.localtime(first.at).strftime("%Y-%m-%d %H:%M")
    values = {"number": row.number, "name": first.by.name, "at": at}
    if first.answer == Decision.Answer.ACCEPTED:
        message = Text("%(name)s accepted %(number)s on %(at)s.", values)
    else:
        message = Text("%(name)s declined %(number)s on %(at)s.", values)
    return Problem("already_decided", message, Text("Nothing is left to decide on this pair."))


def seconds_each(shown_at: datetime | None, now: datetime, rows: int) -> int | None:
    """Whole seconds of attention per row since the page was shown; ``None`` when that is not known."""
    if shown_at is None or shown_at > now:
        return None
    return round((now - shown_at).total_seconds() / rows)


def save_decisions(proposals: Sequence[Proposal], decisions: Sequence[Decision], *, at: datetime) -> None:
    """Save the decisions and raise the versions of their proposals: two statements whatever the number."""
    Decision.objects.bulk_create(decisions)
    rows = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    rows.update(version=F("version") + 1, changed_at=at)
