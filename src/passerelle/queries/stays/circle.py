"""Helpers of a stay, for the team and the person; a mentor's own people, with what they agreed to show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.records.mentoring.models import Helper, Transfer
from passerelle.records.returns.models import EndPlan
from passerelle.records.stays.models import Stay
from passerelle.records.training.models import Enrolment

WHY = "the person agreed that this mentor sees it"


@dataclass(frozen=True, slots=True)
class Circle:
    """A stay with its helpers, their meetings, and what was passed on; the newest last."""

    stay: Stay
    helpers: tuple[Helper, ...]
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class Mentee:
    """What a mentor sees of one person: nothing that she did not tick. ``None``: not shared."""

    helper: Helper
    contact: tuple[str, str] | None
    stay: Stay | None
    courses: tuple[Enrolment, ...] | None
    plan: str | None  # the end that is planned; empty: not decided


def circle(actor: Actor, number: str) -> Circle:
    """The helpers of a stay, for the scheme's staff. Four queries."""
    stay = _stays(Stay.objects.visible_to(actor)).filter(number=number).first()
    if stay is None or not _staffs(actor, stay.journey.candidate.scheme_id):
        raise NotPermitted(number)
    return _circles(actor, [stay])[0]


def own_circles(actor: Actor) -> list[Circle]:
    """The signed-in person's stays with their helpers, the newest first. Four queries."""
    people = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = _stays(Stay.objects.visible_to(actor)).filter(journey__candidate__person__number__in=people)
    return _circles(actor, list(rows.order_by("-pk")))


def mentees(actor: Actor) -> QuerySet[Helper]:
    """The people who agreed to this mentor, with how often and when they last met."""
    rows = Helper.objects.visible_to(actor).filter(account_id=actor.id, answer="yes", until__isnull=True)
    joined = rows.select_related("stay__journey__candidate__person", "stay__host")
    return joined.annotate(met=Count("meetings"), last_met=Max("meetings__on")).order_by("since", "pk")


def mentee(actor: Actor, number: str) -> Mentee:
    """One of them, and of her what she agreed to. At most four queries."""
    helper = mentees(actor).filter(number=number).prefetch_related("meetings").first()
    if helper is None:
        raise NotPermitted(number)
    candidate, shares = helper.stay.journey.candidate, helper.shares
    courses = Enrolment.objects.unscoped(WHY).filter(stay=helper.stay.number).select_related("group__course")
    plan = EndPlan.objects.unscoped(WHY).filter(stay=helper.stay_id).first() if "plan" in shares else None
    return Mentee(
        helper=helper,
        contact=(candidate.person.phone, candidate.person.email) if "contact" in shares else None,
        stay=helper.stay if "stay" in shares else None,
        courses=tuple(courses.order_by("pk")) if "courses" in shares else None,
        plan=(plan.choice if plan is not None else "") if "plan" in shares else None,
    )


def _stays(rows: QuerySet[Stay]) -> QuerySet[Stay]:
    return rows.select_related("host", "journey__candidate__person", "journey__candidate__scheme")


def _circles(actor: Actor, stays: Sequence[Stay]) -> list[Circle]:
    helpers = Helper.objects.visible_to(actor).filter(stay__in=stays).prefetch_related("meetings")
    found = list(helpers.order_by("since", "pk"))
    passed = list(Transfer.objects.visible_to(actor).filter(stay__in=stays).order_by("on", "pk"))
    return [
        Circle(
            stay,
            tuple(one for one in found if one.stay_id == stay.pk),
            tuple(one for one in passed if one.stay_id == stay.pk),
        )
        for stay in stays
    ]


def _staffs(actor: Actor, scheme: int) -> bool:
    grants = [one for one in actor.granting(Permission.STAY_WRITE) if one.scheme == scheme]
    return actor.is_system or any(REACH[one.role] is Reach.SCHEME for one in grants)
