"""Guards answered by training: courses, language tests, recognition."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.steps.guards.bound import bound_for
from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.domain.training.asked import Bound, asked_levels, meets
from passerelle.records.dossiers.models import Attestation
from passerelle.records.recognition.models import RecognitionFile
from passerelle.records.training.models import Enrolment, TestResult

WHY = "the step's own action has reached these candidacies"


def course_completed(candidates: Collection[int]) -> set[int]:
    """Every course that somebody took a seat in ended in completion, at the last try; and there was one."""
    rows = Enrolment.objects.unscoped(WHY).filter(candidate__in=candidates, seat__isnull=False)
    last: dict[int, dict[int, str]] = defaultdict(dict)
    for candidate, course, state in rows.order_by("asked_at", "pk").values_list(
        "candidate_id", "group__course_id", "state"
    ):
        last[candidate][course] = state
    return {candidate for candidate, states in last.items() if set(states.values()) == {"completed"}}


def language_certified(candidates: Collection[int]) -> set[int]:
    """Certificates valid today show every level that the scheme's gates or the vacancy ask.

    The level of a course is not asked for: it says what is taught. A passed test counts by the level it showed,
    unless what it attested was revoked. Nine queries whatever the number of candidacies.
    """
    held = _shown(candidates, timezone.localdate())
    bound, learnt = bound_for(candidates), _learnt(candidates)
    asked = {one: asked_levels(bound.get(one, Bound()), learnt.get(one, ())) for one in candidates}
    return {one for one, levels in asked.items() if meets(held[one], levels)}


def _shown(candidates: Collection[int], today: date) -> dict[int, list[tuple[str, str]]]:
    """Languages with the level shown by attestations and passed tests that are valid on the day."""
    valid = Q(expires_on__isnull=True) | Q(expires_on__gte=today)
    held: dict[int, list[tuple[str, str]]] = defaultdict(list)
    revoked: set[tuple[int, str, str]] = set()
    attested = Attestation.objects.unscoped(WHY).filter(candidate__in=candidates, what="language")
    for one in attested.filter(valid, issued_on__lte=today):
        if one.revoked_on is None:
            held[one.candidate_id].append((one.language, one.level))
        else:
            revoked.add((one.candidate_id, one.language, one.source))
    passed = TestResult.objects.filter(enrolment__candidate__in=candidates, passed=True)
    rows = passed.filter(valid, issued_on__lte=today).exclude(language="").exclude(level="")
    for candidate, language, level, group in rows.values_list(
        "enrolment__candidate_id", "language", "level", "enrolment__group__number"
    ):
        if (candidate, language, group) not in revoked:
            held[candidate].append((language, level))
    return held


def _learnt(candidates: Collection[int]) -> dict[int, set[str]]:
    rows = Enrolment.objects.unscoped(WHY).filter(candidate__in=candidates, seat__isnull=False)
    learnt: dict[int, set[str]] = defaultdict(set)
    for candidate, language in rows.exclude(group__course__language="").values_list(
        "candidate_id", "group__course__language"
    ):
        learnt[candidate].add(language)
    return learnt


def recognition_settled(candidates: Collection[int]) -> set[int]:
    """The newest recognition file of the person ended in full recognition."""
    rows = RecognitionFile.objects.unscoped(WHY).filter(candidate__in=candidates).order_by("pk")
    newest = dict(rows.values_list("candidate_id", "outcome"))
    return {candidate for candidate, outcome in newest.items() if outcome == RecognitionFile.Outcome.FULL}


GUARD_CHECKS: Mapping[str, GuardCheck] = {
    "course_completed": course_completed,
    "language_certified": language_certified,
    "recognition_settled": recognition_settled,
}
