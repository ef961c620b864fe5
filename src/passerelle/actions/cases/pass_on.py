"""A person goes on in another scheme: one person, one number, a new candidacy."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.journey.journeys import begin
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Scheme


def pass_on(
    actor: Actor,
    candidate_number: str,
    *,
    to: str,
    event: str = "applied",
    reason: str = "",
    key: str | None = None,
) -> str:
    """Begin a candidacy of the same person in another scheme; answers its number.

    The former case is left as it is, open or closed. The actor needs a role that writes candidates in both
    schemes; whoever has none in the new one cannot pass people on. Refused with ``already_a_candidate``.
    """
    content = [candidate_number, to, event, reason]
    with writing(actor, "case.pass_on", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        former = (
            Candidate.objects.visible_to(actor).select_related("person", "scheme").get(number=candidate_number)
        )
        scheme = Scheme.objects.visible_to(actor).get(code=to)
        actor.must(Permission.CANDIDATE_WRITE, scheme=former.scheme_id)
        actor.must(Permission.CANDIDATE_WRITE, scheme=scheme.pk)
        candidate = _new(former, scheme)
        begin(note, [candidate], event=event, by=actor, at=timezone.now(), who="caseworker")
        note.about(former.number, candidate.number, candidate.person.number)
        note.scheme_code = scheme.code
        note.details = {"from": former.scheme.code, "to": scheme.code, "reason": reason.strip()[:500]}
        note.answer = candidate.number
        return candidate.number


def _new(former: Candidate, scheme: Scheme) -> Candidate:
    try:
        with transaction.atomic():
            return Candidate.objects.create(
                person=former.person,
                scheme=scheme,
                brought_by=former.brought_by,
                applied_on=timezone.localdate(),
            )
    except IntegrityError:
        message = Text("The person already is a candidate of %(scheme)s.", {"scheme": scheme.name})
        raise Refused([Problem("already_a_candidate", message, Text("Go on with that candidacy."))]) from None
