"""Consequences for selection: a place closes other applications, the way back to the list ends referrals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import F

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.places.reserve import free_round_places
from passerelle.actions.steps.writing import record_event
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.records.calls.models import Application
from passerelle.records.selection.models import Referral

WHY = "the journeys were reached"
HANDED_IN = ("handed_in", "eligible", "reserve")
FOR_A_PLACE = ("placed", "placed_elsewhere")
DECIDED = ("selected", "not_eligible", "not_selected")


def close_other_applications(act: Act, moved: Sequence[Moved]) -> None:
    """Close the person's other open applications; the one on the case's own track stays.

    Those of other schemes close too once they were handed in, as that scheme's own event: neither team reads
    the other's. Nothing about the place is told. Queries grow with the other schemes, not with the people.
    """
    tracks = {
        (one.journey.candidate.person_id, one.journey.candidate.scheme_id): one.journey.track for one in moved
    }
    people = {person for person, _ in tracks}
    rows = Application.objects.unscoped(WHY).filter(person__in=people, ended_at__isnull=True)
    open_ = (
        rows.exclude(state__in=DECIDED)
        .select_related("person", "call__scheme", "candidate__scheme")
        .order_by("-handed_in_at", "-pk")
    )
    own: set[tuple[int, int]] = set()
    here, elsewhere = [], []
    for row in open_:
        key = (row.person_id, row.call.scheme_id)
        if key not in tracks:
            if row.state in HANDED_IN:  # a draft is the person's own
                elsewhere.append(row)
        elif row.call.track == tracks[key] and row.handed_in_at is not None and key not in own:
            own.add(key)
        else:
            here.append(row)
    _close(act, here, "placed")
    act.note.about(*(row.number for row in here))
    _close(act, elsewhere, "placed_elsewhere")
    by_scheme: dict[str, list[str]] = defaultdict(list)
    for row in elsewhere:
        by_scheme[row.call.scheme.code] += [row.number, row.person.number]
    for code, numbers in sorted(by_scheme.items()):
        record_event(SYSTEM, "application.close", Purpose.RECRUITMENT, scheme_code=code, subjects=numbers)
    act.left.extend(row.candidate for row in elsewhere if row.candidate is not None)


def _close(act: Act, rows: Sequence[Application], code: str) -> None:
    Application.objects.unscoped(WHY).filter(pk__in=[row.pk for row in rows]).update(
        state="closed", reason_code=code, ended_at=act.at, version=F("version") + 1, changed_at=act.at
    )
    for row in rows:
        if row.state != Application.State.PROSPECT:  # whoever was not told of it is not told of its end
            _tell(act, row, "application_closed")


def _tell(act: Act, row: Application, template: str) -> None:
    """The scheme of the call speaks, not the one in which the place is."""
    scheme = row.call.scheme
    act.note.tell(
        row.person.number, template, {"scheme": scheme.name}, language=row.language, scheme=scheme.code
    )


def offer_reopening(act: Act, moved: Sequence[Moved]) -> None:
    """Whose place came to nothing is told which applications can be opened again. One query."""
    people = {one.journey.candidate.person_id for one in moved}
    rows = Application.objects.unscoped(WHY).filter(
        person__in=people, state=Application.State.CLOSED, reason_code__in=FOR_A_PLACE
    )
    for row in rows.select_related("person", "call__scheme") if people else ():
        _tell(act, row, "application_may_reopen")


def end_referrals(act: Act, moved: Sequence[Moved]) -> None:
    """Whoever is back on the list has no open referral: the next one begins anew. One query."""
    rows = Referral.objects.unscoped(WHY).filter(candidate__in=[one.journey.candidate_id for one in moved])
    rows.filter(ended_at__isnull=True).update(
        ended_at=act.at, end_code="employer_declined", version=F("version") + 1, changed_at=act.at
    )


def free_places(act: Act, moved: Sequence[Moved]) -> None:
    """A case that ends without its result gives its place in interview rounds to the next on the reserve."""
    if moved:
        rows = free_round_places(act.note, {one.journey.candidate_id for one in moved}, at=act.at)
        act.moved_up.extend(one.candidate for one in rows)


CONSEQUENCES: Mapping[str, Consequence] = {
    "close_other_applications": close_other_applications,
    "end_referrals": end_referrals,
}
