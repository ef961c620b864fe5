"""A page with personal data writes one read event: who, what for, whose data."""

from collections.abc import Iterable

from django.db import transaction

from passerelle.actions.steps.writing import record_event
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose


@transaction.atomic
def record_read(
    actor: Actor, what: str, numbers: Iterable[str], *, scheme_code: str, purpose: Purpose = Purpose.RECRUITMENT
) -> None:
    """Note that the actor read personal data of these people (public numbers) on one page or export."""
    record_event(actor, f"read.{what}", purpose, scheme_code=scheme_code, subjects=numbers)
