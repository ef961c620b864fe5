"""Notes which values of the law this installation reads now, so that a change can be told from the last one."""

from django.utils import timezone

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.changes import stored
from passerelle.records.pathways.models import ParameterVersion


def keep_versions(actor: Actor, law: Book | None = None) -> tuple[str, ...]:
    """Keep each parameter whose newest version here is another one; answers with their names."""
    actor.must(Permission.SCHEME_LOAD)
    read = law or book()
    with writing(actor, "pathway.versions", purpose=Purpose.OVERSIGHT) as note:
        newest = dict(ParameterVersion.objects.order_by("pk").values_list("parameter", "digest"))
        fresh = [one for one in read.parameters.values() if newest.get(one.id) != one.digest]
        now = timezone.now()
        ParameterVersion.objects.bulk_create(
            ParameterVersion(parameter=one.id, digest=one.digest, values=stored(one), seen_at=now)
            for one in fresh
        )
        note.details = {"law": read.digest, "changed": len(fresh)}
    return tuple(one.id for one in fresh)
