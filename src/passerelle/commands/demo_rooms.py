"""PALIM's group of 120, still to be opened: the published number of people trained."""

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.utils import timezone

from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.commands.demo_accounts import manager, trainer_of
from passerelle.queries.people.actors import actor_of
from passerelle.records.partnerships.models import Scheme
from passerelle.records.training.models import Course

SHOWN = "palim"
SEATS = 120  # the published number of people trained
WHY = "the demonstration looks whether its rooms are furnished"
COURSE = "ICT training (invented)"


def ensure_rooms() -> None:
    """Furnish the rooms once, in the demo manager's name."""
    user = manager()
    scheme = Scheme.objects.unscoped(WHY).filter(code=SHOWN).first()
    if user is None or scheme is None:
        return
    actor = actor_of(user, on=timezone.localdate())
    if not Course.objects.unscoped(WHY).filter(scheme=scheme).exists():
        facts = CourseFacts(title=COURSE, kind="technical", minimum_attendance=80, provider=trainer_of())
        course = plan_course(actor, SHOWN, facts)
        plan_group(actor, course, GroupFacts(name="Group of 120 (invented)", seats=SEATS))
