"""An application that closed because of a place is opened again by the person, once that place is gone."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.calls.reached import application_for, is_own, refusal
from passerelle.actions.steps.people.applying import begin_applied
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.calls.models import Application
from passerelle.records.selection.models import Offer

FOR_A_PLACE = ("placed", "placed_elsewhere")


def reopen(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """Open it again as it was handed in; it is screened anew. Only by the person.

    Refused with ``not_closed_for_a_place``, ``has_a_place``, ``applied_again``, ``never_handed_in``, ``stale``.
    """
    with writing(actor, "application.reopen", purpose=Purpose.RECRUITMENT, key=key, content=number) as note:
        if note.replayed:
            return
        row = application_for(actor, number)
        if not is_own(actor, row):
            raise NotPermitted(number)
        must_be_version(row, version)
        _must_be_possible(row)
        row.state, row.reason_code, row.ended_at = Application.State.HANDED_IN, "", None
        try:
            with transaction.atomic():
                save_next(row)
        except IntegrityError:
            message = Text("You have another application to this call.")
            raise refusal("applied_again", message, Text("Go on with that one.")) from None
        if row.candidate is not None:
            begin_applied(note, row.call, [row.candidate], by=actor, at=timezone.now())
        note.scheme_code = row.call.scheme.code
        note.about(number, row.person.number)


def _must_be_possible(row: Application) -> None:
    if row.state != Application.State.CLOSED or row.reason_code not in FOR_A_PLACE:
        hint = Text("Apply to an open call.")
        raise refusal("not_closed_for_a_place", Text("This application cannot be opened again."), hint)
    if row.handed_in_at is None or row.candidate_id is None:
        hint = Text("Apply to the call again.")
        raise refusal("never_handed_in", Text("This application was never handed in."), hint)
    held = Offer.objects.filter(candidate__person=row.person_id, released_at__isnull=True)
    if held.exists():
        hint = Text("It can be opened again once that place is given back.")
        raise refusal("has_a_place", Text("You have a place."), hint)
