"""Promises kept, broken and due; an institution's file; a change of the law."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from passerelle.actions.capacity.activities import ActivityFacts, save_activity
from passerelle.actions.capacity.files import add_goal, add_measure, open_file
from passerelle.actions.pathways.keep_versions import keep_versions
from passerelle.actions.promises.mark import mark_promise
from passerelle.actions.promises.record import Said, record
from passerelle.commands.simulation.world import World
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.pathways.book import book
from passerelle.domain.promises.standing import Noted
from passerelle.records.partnerships.models import Organisation
from passerelle.records.pathways.models import ParameterVersion

INVENTED = "invented for the demonstration"
# A change that the law itself made: hours of a side job in vocational training, 10 a week in 2023, 20 in 2024.
CHANGED = "DE-16A-SIDE-JOB"


def keep_and_break_promises(world: World, *, firm: str) -> None:
    """One kept, one broken with its remedy open, one that is late, one that is still to come."""
    today = world.clock.today
    numbers = [
        record(
            world.staff,
            world.scheme.code,
            Said(
                kind=kind, made_on=today - timedelta(days=60), organisation=firm, note=INVENTED,
                value=Decimal(value), unit=unit, due=today + timedelta(days=due),
            ),
            on=today,
        )
        for kind, value, unit, due in (
            ("employer_post", 6, "posts", -20),
            ("employer_post", 4, "posts", -10),
            ("visa_slots", 10, "slots", -3),
            ("seat", 15, "seats", 30),
        )
    ]  # fmt: skip
    for number, event, ago in ((numbers[0], "kept", 20), (numbers[1], "broken", 9)):
        entry = Noted(event, today - timedelta(days=ago))
        mark_promise(world.staff, number, entry=entry, today=today, evidence=INVENTED)


def open_an_institution(world: World) -> None:
    """A file of a partner's service: a baseline, a plan, one training held and one study visit to come."""
    service = Organisation.objects.filter(kind="employment_service", country__in=world.stated.origins)
    office = service.order_by("pk").first()
    if office is None:
        return
    today = world.clock.today
    opened = today - timedelta(days=90)
    file = open_file(
        world.staff, world.scheme.code, organisation=office.number, opened_on=opened, note=INVENTED
    )
    add_measure(
        world.staff,
        file,
        measure="officials_trained",
        value=Decimal(0),
        unit="people",
        on=opened,
        source=INVENTED,
    )
    add_goal(
        world.staff, file, measure="officials_trained", target=Decimal(20), unit="people",
        due=today + timedelta(days=180),
    )  # fmt: skip
    held = ActivityFacts(
        kind="officials_training", title="Reading diplomas (invented)", start=opened + timedelta(days=30),
        end=opened + timedelta(days=32), state="held", women=5, men=4, evidence=INVENTED,
    )  # fmt: skip
    coming = ActivityFacts(
        kind="study_visit", title="A week at a partner service (invented)", start=today + timedelta(days=40)
    )
    for facts in (held, coming):
        save_activity(world.staff, file, facts)


def learn_a_change() -> None:
    """The law as it was known until a real change of it, then with the change, as an update brings it.

    Both values are the book's own, with their source; nothing of the law is invented.
    """
    law = book()
    known = law.parameters.get(CHANGED)
    if known is None or len(known.values) < 2 or ParameterVersion.objects.exists():
        return
    before = replace(known, values=known.values[:-1], digest="before-its-newest-value")
    keep_versions(SYSTEM, replace(law, parameters={**law.parameters, CHANGED: before}))
    keep_versions(SYSTEM)
