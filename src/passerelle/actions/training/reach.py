"""The course, group or enrolment of a request within the actor's reach."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.training.models import Course, Enrolment, Group


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])


def group_for(actor: Actor, number: str, *, staff: bool = False) -> Group:
    """A group that the actor may write, locked, with its course; ``staff``: not by the trainer.

    ``NotPermitted`` out of reach.
    """
    rows = Group.objects.visible_to(actor).filter(number=number).select_related("course__scheme", "vacancy")
    group = rows.select_related("course__provider").select_for_update(of=("self",)).first()
    if group is None or not may_write(actor, group.course, staff=staff):
        raise NotPermitted(number)
    return group


def may_write(actor: Actor, course: Course, *, staff: bool = False) -> bool:
    """Staff of the scheme; the trainer for its own courses unless this is the staff's affair."""
    if actor.is_system:
        return True
    grants = [one for one in actor.granting(Permission.TRAINING_WRITE) if one.scheme == course.scheme_id]
    return any(
        REACH[one.role] is Reach.SCHEME or (not staff and one.organisation == course.provider_id)
        for one in grants
        if REACH[one.role] is Reach.SCHEME or one.organisation is not None
    )


def enrolment_for(actor: Actor, number: str) -> Enrolment:
    """An enrolment that the actor may write, locked; the person's own too (to leave)."""
    rows = Enrolment.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("group__course__scheme", "candidate__person", "candidate__scheme")
    enrolment = joined.select_for_update(of=("self",)).first()
    if enrolment is None:
        raise NotPermitted(number)
    if not is_own(actor, enrolment) and not may_write(actor, enrolment.group.course):
        raise NotPermitted(number)
    return enrolment


def is_own(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether the account is this person's own."""
    own = actor.granting(Permission.OWN_ACT)
    return any(grant.person == enrolment.candidate.person.number for grant in own)
