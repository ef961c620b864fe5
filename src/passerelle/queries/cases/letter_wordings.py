"""The letters that a scheme says in its own words, and who wrote each version."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.letters.models import LetterWording
from passerelle.records.partnerships.models import Scheme


def wordings_in_force(actor: Actor, scheme: str) -> dict[tuple[str, str], LetterWording]:
    """By template and language, the newest version where it is in force; one query."""
    actor.must(Permission.JOURNEY_MOVE)
    rows = LetterWording.objects.visible_to(actor).filter(scheme__code=scheme)
    newest = {(row.template, row.language): row for row in rows.select_related("by").order_by("ordinal")}
    return {where: row for where, row in newest.items() if row.active}


def wording_history(actor: Actor, scheme: str, template: str, language: str) -> list[LetterWording]:
    """Every version of one letter in one language, newest first; one query."""
    actor.must(Permission.JOURNEY_MOVE)
    rows = LetterWording.objects.visible_to(actor).filter(
        scheme__code=scheme, template=template, language=language
    )
    return list(rows.select_related("by").order_by("-ordinal"))


def worded_scheme(actor: Actor, code: str) -> tuple[Scheme, bool]:
    """The scheme within reach, and whether the actor may word its letters."""
    scheme = Scheme.objects.visible_to(actor).get(code=code)
    actor.must(Permission.JOURNEY_MOVE, scheme=scheme.pk)
    return scheme, actor.may(Permission.LETTER_WRITE, scheme=scheme.pk)
