"""What permit files, groups and offers used of what was promised: counts only, never whose."""

from datetime import date

from django.db.models import Q, QuerySet

from passerelle.domain.access.actor import Actor
from passerelle.domain.promises.counted import COUNTED, Use
from passerelle.records.permits.models import PermitEntry
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Offer
from passerelle.records.training.models import Enrolment

WHY = "counts only, of a promise that was reached"


def promise_use(actor: Actor, promise: Promise, *, on: date) -> Use | None:
    """Counted from the day of the promise to its due day (of a broken one: to today); ``None`` for other kinds.

    Raises ``DoesNotExist`` out of reach. Posts: offers that stand, and those accepted, on the vacancy or else
    the organisation's vacancies of the scheme. Seats: enrolments that got a seat, of the organisation's courses
    or else of the scheme. Visa slots: visa files of the scheme that were granted. At most four queries.
    """
    row = Promise.objects.visible_to(actor).get(pk=promise.pk)
    if row.kind not in COUNTED:
        return None
    until = on if row.due is None or row.state == "broken" else min(row.due, on)
    own = _is_own(row)
    if row.kind == "employer_post":
        offers = _offers(row, until)
        accepted = offers.filter(accepted_at__isnull=False).count()
        return Use(offers.count(), row.value, on, accepted, own=own)
    used = _seats(row, until).count() if row.kind == "seat" else _visas(row, until)
    return Use(used, row.value, on, own=own)


def _is_own(row: Promise) -> bool:
    """Whether what is counted is this promise's: by vacancy or organisation, or the only one of its kind."""
    if row.vacancy_id is not None or (row.organisation_id is not None and row.kind != "visa_slots"):
        return True
    others = Promise.objects.unscoped(WHY).filter(scheme=row.scheme_id, kind=row.kind).exclude(pk=row.pk)
    return not others.exclude(state__in=["withdrawn", "released"]).exists()


def _offers(row: Promise, until: date) -> QuerySet[Offer]:
    days = {"made_at__date__gte": row.made_on, "made_at__date__lte": until}
    held = Offer.objects.filter(released_at__isnull=True, place__vacancy__scheme=row.scheme_id, **days)
    if row.vacancy_id is not None:
        return held.filter(place__vacancy=row.vacancy_id)
    if row.organisation_id is not None:
        return held.filter(place__vacancy__employer=row.organisation_id)
    return held


def _seats(row: Promise, until: date) -> QuerySet[Enrolment]:
    taken = Enrolment.objects.unscoped(WHY).filter(group__course__scheme=row.scheme_id)
    taken = taken.filter(seated_on__gte=row.made_on, seated_on__lte=until)
    if row.organisation_id is not None:
        return taken.filter(group__course__provider=row.organisation_id)
    return taken


def _visas(row: Promise, until: date) -> int:
    granted = PermitEntry.objects.filter(file__kind="visa", file__state="granted", kind="granted")
    ours = granted.filter(Q(on__gte=row.made_on, on__lte=until), file__journey__candidate__scheme=row.scheme_id)
    return ours.values("file").distinct().count()
