"""A language group that runs, with its attendance and vouchers, and a recognition file at work."""

from datetime import timedelta
from decimal import Decimal

from passerelle.actions.demonstration.open_cases import open_cases
from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.recognition.adapt import add_measure, note_deficits
from passerelle.actions.recognition.keep_file import FileFacts, open_file
from passerelle.actions.training.attend import Mark, attend
from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.vouchers import VoucherTerms, issue_vouchers, use_voucher
from passerelle.commands.demonstration.standing import way
from passerelle.commands.simulation.deeds import carry_out_due
from passerelle.commands.simulation.plans import Due
from passerelle.commands.simulation.world import WHY, World
from passerelle.records.dossiers.models import DossierItem
from passerelle.records.training.models import Enrolment

SEATED, VOUCHERS, WEEKS = 12, 4, 3
TITLE = "German for work (invented)"
BECAUSE = "invented for the demonstration"
MARKS = ("present", "present", "present", "absent", "excused")


def run_a_group(world: World, people: list[str], *, provider: str) -> str:
    """Twelve people on the way to the language course, in a group that began today; the group's number."""
    track, staff = world.stated.tracks[0], world.staff
    for row in way(track, track.first, "pool"):
        if row.leaving == track.first:
            open_cases(staff, world.scheme.code, people[:SEATED], event=row.event, track=track.id)
        else:
            due = Due(world.clock.today, track, row.leaving, row.event, tuple(people[:SEATED]))
            carry_out_due(world, due)
    facts = CourseFacts(
        title=TITLE, kind="language", language="de", level="B1", minimum_attendance=80, hours=400,
        provider=provider,
    )  # fmt: skip
    course = plan_course(staff, world.scheme.code, facts)
    starts = world.clock.today
    days = [starts + timedelta(days=7 * week) for week in range(26)]
    group = plan_group(
        staff, course, GroupFacts(name="Group A (invented)", seats=15, starts_on=starts, sessions=days)
    )
    open_group(staff, group, because=BECAUSE)
    enrol(staff, group, people[:SEATED])
    begin_group(staff, group)
    terms = VoucherTerms(value=Decimal(300), currency="EUR", expires_on=starts + timedelta(days=200))
    codes = issue_vouchers(staff, course, people[:VOUCHERS], terms)
    first = Enrolment.objects.unscoped(WHY).get(group__number=group, candidate__number=people[0])
    use_voucher(staff, first.number, codes[0])
    return group


def mark_attendance(world: World, group: str) -> None:
    """The sessions that have taken place by now, with somebody missing here and there."""
    rows = Enrolment.objects.unscoped(WHY).filter(group__number=group).select_related("group")
    enrolled = list(rows.order_by("number"))
    starts = enrolled[0].group.starts_on or world.clock.today
    marks = [
        Mark(one.number, starts + timedelta(days=7 * week), MARKS[(place + 2 * week) % len(MARKS)])
        for week in range(WEEKS)
        for place, one in enumerate(enrolled)
    ]
    attend(world.staff, group, [one for one in marks if one.on <= world.clock.today])


def open_recognitions(world: World, people: list[str]) -> None:
    """Two files: one with papers handed in, one with what the authority found missing and a measure for it."""
    facts = FileFacts(country="DE", authority="An authority (invented)", qualification="A diploma (invented)")
    first, second = (open_file(world.staff, number, facts) for number in people[:2])
    items = DossierItem.objects.filter(dossier__recognition__number=first).order_by("pk")
    for number in items.values_list("number", flat=True)[:2]:
        hand_in(world.staff, number)
    note_deficits(world.staff, second, ["Practice in the trade (invented)"])
    due = world.clock.today + timedelta(days=120)
    add_measure(world.staff, second, kind="practice", title="Practice in a firm (invented)", due_on=due)
