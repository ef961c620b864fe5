"""Guards answered by training: courses, language tests, recognition."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q
from django.utils import timezone

from passerelle.actions.steps.guards.check import GuardCheck
from passerelle.domain.training.completion import reaches
from passerelle.records.dossiers.models import Attestation
from passerelle.records.recognition.models import RecognitionFile
from passerelle.records.training.models import Enrolment

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
    """A certificate valid today, at the level that the person's language course leads to (any without one)."""
    today = timezone.localdate()
    valid = Attestation.objects.unscoped(WHY).filter(candidate__in=candidates, what="language")
    rows = valid.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today), revoked_on__isnull=True)
    held: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for candidate, language, level in rows.values_list("candidate_id", "language", "level"):
        held[candidate].append((language, level))
    asked = _asked(candidates)
    return {
        candidate
        for candidate, found in held.items()
        if all(
            any(language == code and reaches(level, need) for language, level in found)
            for code, need in asked[candidate].items()
        )
    }


def _asked(candidates: Collection[int]) -> dict[int, dict[str, str]]:
    rows = Enrolment.objects.unscoped(WHY).filter(candidate__in=candidates, seat__isnull=False)
    courses = rows.exclude(group__course__level="").order_by("asked_at", "pk")
    asked: dict[int, dict[str, str]] = defaultdict(dict)
    for candidate, language, level in courses.values_list(
        "candidate_id", "group__course__language", "group__course__level"
    ):
        before = asked[candidate].get(language, "")
        asked[candidate][language] = before if reaches(before, level) else level
    return asked


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
