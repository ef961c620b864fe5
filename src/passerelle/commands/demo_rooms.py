"""Something to see in the rooms before departure: an open call, and a group of 120 still to be opened."""

from datetime import date, timedelta

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.utils import timezone

from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.commands.demo_accounts import manager
from passerelle.domain.access.actor import Actor
from passerelle.queries.actors import actor_of
from passerelle.records.calls.models import Call
from passerelle.records.partnerships.models import Scheme
from passerelle.records.training.models import Course

SHOWN = "palim"
SEATS = 120  # the published number of people trained
WHY = "the demonstration looks whether its rooms are furnished"
COURSE = "ICT training (invented)"
TITLES = {
    "en": "ICT training in Morocco (invented call)",
    "fr": "Formation aux TIC au Maroc (appel inventé)",
}


def ensure_rooms() -> None:
    """Furnish the rooms once, in the demo manager's name."""
    user = manager()
    scheme = Scheme.objects.unscoped(WHY).filter(code=SHOWN).first()
    if user is None or scheme is None:
        return
    actor, today = actor_of(user, on=timezone.localdate()), timezone.localdate()
    if not Call.objects.unscoped(WHY).filter(scheme=scheme).exists():
        _open_call(actor, today)
    if not Course.objects.unscoped(WHY).filter(scheme=scheme).exists():
        course = plan_course(actor, SHOWN, CourseFacts(title=COURSE, kind="technical", minimum_attendance=80))
        plan_group(actor, course, GroupFacts(name="Group of 120 (invented)", seats=SEATS))


def _open_call(actor: Actor, today: date) -> None:
    facts = CallFacts(
        track="home",
        opens_on=today,
        closes_on=today + timedelta(days=90),
        places=SEATS,
        languages=tuple(TITLES),
        texts={code: {"title": title} for code, title in TITLES.items()},
        fields=tuple({"code": code, "needed": True} for code in ("family_name", "given_name", "english")),
    )
    publish_call(actor, write_call(actor, SHOWN, facts))
