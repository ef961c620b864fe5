"""Open a case for many candidacies at once: a partner's list has brought them to the first stage."""

from collections.abc import Collection

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import begin
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme


def open_cases(  # who, where, how
    actor: Actor,
    scheme_code: str,
    candidates: Collection[str],
    *,
    event: str,
    track: str,
    key: str | None = None,
) -> int:
    """Begin a case for each candidacy (public numbers) by the table's first event; all or nothing.

    Raises ``NotPermitted`` for numbers out of reach, ``Refused`` as ``begin`` says.
    """
    scheme = Scheme.objects.visible_to(actor).get(code=scheme_code)
    actor.must(Permission.JOURNEY_MOVE, scheme=scheme.pk)
    content = [scheme_code, sorted(candidates), event, track]
    with writing(actor, "case.begin_many", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        rows = Candidate.objects.visible_to(actor).filter(scheme=scheme, number__in=set(candidates))
        found = list(rows.select_related("person", "scheme"))
        if len(found) != len(set(candidates)):
            raise NotPermitted("one of the candidacies")
        begun = begin(note, found, event=event, by=actor, at=timezone.now(), track=track)
        note.scheme_code, note.answer = scheme.code, len(begun)
        return len(begun)
