"""Load a scheme file: a new version when it says something new, nothing when it does not."""

from dataclasses import dataclass

from django.utils import timezone

from passerelle.actions.schemes.organisations import organisations_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.domain.schemes.scheme import Scheme as SchemeFile
from passerelle.records.partnerships.models import Scheme, SchemeVersion


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many schemes were created, changed or found unchanged (one of them is 1), and the version."""

    created: int
    changed: int
    unchanged: int
    version: int

    def as_dict(self) -> dict[str, int]:
        """The object that ``schemes load`` prints."""
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "version": self.version,
        }


def load_scheme(actor: Actor, text: str, *, file: str = "scheme.toml", key: str | None = None) -> Loaded:
    """Keep a scheme file's text as the newest version of its scheme; raises ``Refused`` with its errors.

    A text that says the same as the newest version (comments and layout aside) changes nothing; an older
    version is never overwritten, since runs and journeys stay on the one they began with.
    """
    actor.must(Permission.SCHEME_LOAD)
    stated = parse_scheme(text, file)
    facts = stated.normalised()
    with writing(actor, "scheme.load", purpose=Purpose.OVERSIGHT, key=key, content=digest(facts)) as note:
        if note.replayed and isinstance(note.answer, dict):
            return Loaded(**note.answer)
        loaded = _keep(stated, text, facts)
        note.scheme_code = stated.code
        note.details = {**loaded.as_dict(), "file": file}
        note.answer = loaded.as_dict()
    return loaded


def _keep(stated: SchemeFile, text: str, facts: dict[str, object]) -> Loaded:
    known = Scheme.objects.unscoped("the loader sees every scheme").select_for_update()
    scheme = known.filter(code=stated.code).first()
    if scheme is None:
        scheme = Scheme(code=stated.code, current=0)
    elif scheme.versions.get(number=scheme.current).digest == digest(facts):
        return Loaded(created=0, changed=0, unchanged=1, version=scheme.current)
    is_new = scheme.current == 0
    now = timezone.now()
    scheme.name, scheme.act, scheme.hypothetical = stated.name, stated.act.kind, stated.hypothetical
    scheme.current, scheme.loaded_at = scheme.current + 1, now
    scheme.save()
    SchemeVersion.objects.create(
        scheme=scheme, number=scheme.current, text=text, facts=facts, digest=digest(facts), loaded_at=now
    )
    organisations_of(stated)
    return Loaded(created=int(is_new), changed=int(not is_new), unchanged=0, version=scheme.current)
