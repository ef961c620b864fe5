"""Plan the days of a stay; a visit ends by the last lawful day of 90 in any 180."""

from datetime import date

from django.utils import timezone

from passerelle.actions.stays.reach import about, must_decide, refusal, stay_to_write
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.visits import beyond
from passerelle.records.stays.models import Stay
from passerelle.records.stays.visits import visits_of


def plan_days(  # from, until, where
    actor: Actor, number: str, *, begins: date, ends: date, site: str = "", version: int | None = None
) -> Stay:
    """Set the planned days of a stay, and where.

    Refused: ``ends_before_it_begins``, ``stay_over``, ``stale``; a visit also with ``no_days_left``,
    ``beyond_last_lawful_day``, which names that day, or ``later_visit_beyond``.
    """
    with writing(actor, "stay.plan", purpose=Purpose.JOURNEY) as note:
        stay = stay_to_write(actor, number)
        must_decide(actor, stay)
        must_be_version(stay, version)
        if stay.ended_on is not None:
            raise refusal("stay_over", Text("This stay has ended."))
        if ends < begins:
            raise refusal("ends_before_it_begins", Text("It ends before it begins."), column="planned_until")
        must_be_lawful(stay, begins, ends)
        stay.planned_from, stay.planned_until = begins, ends
        stay.site = site.strip()[:200] or stay.site
        save_next(stay)
        about(note, stay)
        return stay


def must_be_lawful(stay: Stay, begins: date, ends: date) -> None:
    """Refuse a visit that passes the days left, all visits of the traveller together, planned ones too.

    Other stays rest on a permit of their own.
    """
    if stay.kind != Stay.Kind.VISIT:
        return
    person = stay.journey.candidate.person_id
    others = visits_of([person], today=timezone.localdate(), but=stay.pk)[person]
    problem = beyond(others.together, begins, ends)
    if problem is not None:
        raise Refused([problem])
