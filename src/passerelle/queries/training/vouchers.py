"""Vouchers: a list of them by group or course, those of one person, and what each payer has in them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.training.models import Enrolment, Group, Voucher


@dataclass(frozen=True, slots=True)
class VoucherFilter:
    """What a list of vouchers is narrowed to."""

    scheme: str = ""
    state: str = ""
    course: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """What one payer has in the vouchers listed, in one currency; ``value`` unknown where none is stated."""

    payer: str
    currency: str
    count: int
    value: Decimal | None
    used: Decimal | None
    worthless: int  # of unknown worth


def voucher_rows(actor: Actor, wanted: VoucherFilter, *, on: date) -> QuerySet[Voucher]:
    """Vouchers in scope, newest first; of a group: for its course and its people, or used in it."""
    actor.must(Permission.TRAINING_READ)
    rows = Voucher.objects.visible_to(actor).standing(wanted.state, on)
    if wanted.scheme:
        rows = rows.filter(candidate__scheme__code=wanted.scheme)
    if wanted.course:
        rows = rows.filter(course__number=wanted.course)
    if wanted.group:
        group = Group.objects.visible_to(actor).filter(number=wanted.group).first()
        if group is None:
            raise NotPermitted(wanted.group)
        people = Enrolment.objects.visible_to(actor).filter(group=group).exclude(state="left")
        theirs = Q(course_id=group.course_id, candidate__in=people.values("candidate_id"), used_on__isnull=True)
        rows = rows.filter(Q(used_for__group=group) | theirs)
    joined = rows.select_related("candidate__person", "candidate__scheme", "course", "used_for__group")
    return joined.order_by("-issued_on", "-pk")


def paid_by(rows: QuerySet[Voucher]) -> list[Paid]:
    """By payer and currency, of the vouchers that were not cancelled. One query."""
    counted = rows.filter(cancelled_on__isnull=True).order_by().values("payer", "currency")
    used = Sum("value", filter=Q(used_on__isnull=False))
    unknown = Count("pk", filter=Q(value__isnull=True))
    summed = counted.annotate(count=Count("pk"), value_=Sum("value"), used_=used, unknown_=unknown)
    return [
        Paid(one["payer"], one["currency"], one["count"], one["value_"], one["used_"], one["unknown_"])
        for one in summed.order_by("payer", "currency")
    ]


def voucher_to_cancel(actor: Actor, number: str) -> Voucher:
    """One voucher that the actor may cancel; ``NotPermitted`` otherwise."""
    rows = Voucher.objects.visible_to(actor).filter(number=number)
    found = rows.select_related("candidate__person", "course").first()
    if found is None or not actor.may(Permission.TRAINING_WRITE, scheme=found.candidate.scheme_id):
        raise NotPermitted(number)
    return found


def own_vouchers(actor: Actor) -> list[Voucher]:
    """Vouchers of the person whose account this is, newest first. One query."""
    own = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    rows = Voucher.objects.unscoped("the account is the person's own").filter(candidate__person__number__in=own)
    return list(rows.select_related("course").order_by("-issued_on", "-pk"))


def vouchers_of(actor: Actor, candidate: int) -> list[Voucher]:
    """Vouchers of one candidacy within reach, newest first. One query."""
    rows = Voucher.objects.visible_to(actor).filter(candidate_id=candidate)
    return list(rows.select_related("course").order_by("-issued_on", "-pk"))
