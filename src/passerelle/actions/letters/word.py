"""A scheme says a letter in its own words, in one language; or goes back to the built-in words."""

from django.db.models import Max
from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.letters.places import Wording, may_be_worded, wording_problems
from passerelle.records.letters.models import LetterWording
from passerelle.records.partnerships.models import Scheme

WHY = "the permission was checked for the scheme"


def word_letter(
    actor: Actor,
    scheme: str,
    letter: tuple[str, str],
    wording: Wording | None,
    *,
    seen: int,
    key: str | None = None,
) -> int:
    """Keep the next version of a letter ``(template, language)``; ``None``: the built-in words again.

    Answers the version. ``seen`` is the version that the page showed (0: none). Refused with the problems
    of ``wording_problems``, ``not_worded`` for a letter of no scheme, or ``stale``.
    """
    template, language = letter
    said = [wording.subject, wording.body] if wording else None
    content = [scheme, template, language, said, seen]
    with writing(actor, "letter.word", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        row = Scheme.objects.visible_to(actor).select_for_update().get(code=scheme)
        actor.must(Permission.LETTER_WRITE, scheme=row.pk)
        if actor.id is None:
            raise NotPermitted("a wording has an author")
        _must_be_sound(template, wording)
        kept = LetterWording.objects.unscoped(WHY).filter(scheme=row, template=template, language=language)
        newest = kept.aggregate(last=Max("ordinal"))["last"] or 0
        if newest != seen:
            message = Text("Somebody else changed these words meanwhile.")
            raise Refused([Problem("stale", message, Text("Look at what is there now, then save again."))])
        LetterWording.objects.create(
            scheme=row, template=template, language=language, ordinal=newest + 1,
            subject=wording.subject.strip() if wording else "", body=wording.body.strip() if wording else "",
            active=wording is not None, by_id=actor.id, at=timezone.now(),
        )  # fmt: skip
        note.scheme_code = scheme
        note.details = {"template": template, "language": language, "version": newest + 1}
        note.answer = newest + 1
        return newest + 1


def _must_be_sound(template: str, wording: Wording | None) -> None:
    if not may_be_worded(template):
        message = Text("This letter cannot be worded by a scheme.")
        raise Refused([Problem("not_worded", message, Text("Choose a letter that names the scheme."))])
    problems = wording_problems(template, wording) if wording else []
    if problems:
        raise Refused(problems)
