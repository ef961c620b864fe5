"""Waiting lists of quotas: join in rank order, move up by itself, leave when the term passes."""

from collections import Counter
from datetime import datetime

from django.db.models import F, Max
from django.utils import timezone

from passerelle.actions.steps.places.moving_up import move_up
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.quotas.models import Hold, Quota, WaitingEntry

WHY = "the actor reached the quota"


def join_waiting_list(actor: Actor, number: str, candidates: list[str], *, key: str | None = None) -> int:
    """Put people at the end of the list, in this order; a free place moves the first ones up at once.

    Who waits or holds a place already is refused (``already_waiting``, ``holds_a_place``), all or nothing.
    """
    with writing(actor, "quota.wait", purpose=Purpose.JOURNEY, key=key, content=[number, candidates]) as note:
        if note.replayed:
            return len(candidates)
        quota = Quota.objects.visible_to(actor).filter(number=number).select_for_update().first()
        if quota is None:
            raise NotPermitted(number)
        actor.must(Permission.QUOTA_WRITE, scheme=quota.scheme_id)
        found = {
            one.number: one
            for one in Candidate.objects.visible_to(actor).filter(number__in=candidates, scheme=quota.scheme_id)
        }
        problems = _faults(quota, candidates, found)
        if problems:
            raise Refused(problems)
        now = timezone.now()
        waiting = WaitingEntry.objects.filter(quota=quota, left_at__isnull=True)
        last = waiting.aggregate(last=Max("rank"))["last"]
        WaitingEntry.objects.bulk_create(
            WaitingEntry(quota=quota, candidate=found[name], rank=(last or 0) + place, joined_at=now)
            for place, name in enumerate(candidates, start=1)
        )
        note.about(quota.number, *candidates)
        move_up(note, [quota.pk], at=now)
        return len(candidates)


def lapse_claims(*, now: datetime) -> int:
    """Places kept for people who were offered nothing in time go to the next in order; how many lapsed."""
    today = timezone.localdate(now)
    rows = WaitingEntry.objects.filter(claim_until__lt=today, left_at__isnull=True)
    if not rows.exists():
        return 0
    with writing(SYSTEM, "quota.lapse", purpose=Purpose.JOURNEY) as note:
        lapsed = list(rows.select_for_update(of=("self",)).select_related("candidate__person", "quota__scheme"))
        counts = Counter(row.quota_id for row in lapsed)
        WaitingEntry.objects.filter(pk__in=[row.pk for row in lapsed]).update(left_at=now, left_code="lapsed")
        for quota, count in sorted(counts.items()):
            rows_ = Quota.objects.unscoped(WHY).filter(pk=quota)
            rows_.update(taken=F("taken") - count, claimed=F("claimed") - count)
        for row in lapsed:
            person = row.candidate.person
            facts: dict[str, object] = {"scheme": row.quota.scheme.name}
            note.tell(person.number, "claim_lapsed", facts, language=person.language)
            note.about(row.candidate.number, row.quota.number)
        move_up(note, counts, at=now)
        return len(lapsed)


def _faults(quota: Quota, asked: list[str], found: dict[str, Candidate]) -> list[Problem]:
    people = [one.pk for one in found.values()]
    waiting = WaitingEntry.objects.filter(quota=quota, candidate__in=people, left_at__isnull=True)
    waits = set(waiting.values_list("candidate__number", flat=True))
    holds = Hold.objects.filter(quota=quota, candidate__in=people, released_at__isnull=True)
    held = set(holds.values_list("candidate__number", flat=True))
    problems = []
    for name in asked:
        if name not in found:
            message = Text("There is no candidate %(number)s in this scheme.", {"number": name})
            problems.append(Problem("unknown_candidate", message, column="candidates"))
        elif name in waits or asked.count(name) > 1:
            message = Text("%(number)s waits already.", {"number": name})
            problems.append(Problem("already_waiting", message, column="candidates"))
        elif name in held:
            message = Text("%(number)s holds a place already.", {"number": name})
            problems.append(Problem("holds_a_place", message, column="candidates"))
    return problems
