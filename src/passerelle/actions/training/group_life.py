"""A group's life: opened against committed posts, begun, closed."""

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.places.training_demand import committed_posts
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.actions.training.reach import group_for, refusal
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.training.models import Enrolment, Group

PLANNED, OPEN, RUNNING, CLOSED = Group.State.PLANNED, Group.State.OPEN, Group.State.RUNNING, Group.State.CLOSED
STARTS = ("course_started", "training_started")  # whichever the person's own table knows


def open_group(
    actor: Actor, number: str, *, because: str = "", version: int | None = None, key: str | None = None
) -> int:
    """Open a group for enrolment; the answer is the number of committed posts on this day.

    With more seats than posts at contract level it asks for a reason (``short_of_posts``); a group abroad is
    for people who hold their place already, so nothing is asked. Refused also with
    ``not_planned`` or ``stale``.
    """
    with writing(actor, "group.open", purpose=Purpose.JOURNEY, key=key, content=[number, because]) as note:
        if note.replayed:
            return int(str(note.answer))
        group = group_for(actor, number, staff=True)
        must_be_version(group, version)
        _must_be(group, PLANNED, "not_planned", Text("Only a planned group can be opened."))
        on = timezone.localdate()
        committed = committed_posts(group.course.scheme_id, on=on)
        if committed < group.seats and not group.abroad and not because.strip():
            values = {"seats": group.seats, "committed": committed}
            message = Text("%(seats)s seats, %(committed)s committed.", values)
            hint = Text("Say why the group opens before employers have committed to that many posts.")
            raise refusal("short_of_posts", message, hint, column="because")
        group.state, group.opened_on, group.committed = OPEN, on, committed
        group.short_because = because.strip() if committed < group.seats else ""
        save_next(group)
        _about(note, group)
        note.details = {"seats": group.seats, "committed": committed, "because": group.short_because}
        note.answer = committed
        return committed


def begin_group(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """The course begins: the cases of those enrolled follow where their table knows it."""
    with writing(actor, "group.begin", purpose=Purpose.JOURNEY, key=key, content=number) as note:
        if note.replayed:
            return
        group = group_for(actor, number)
        must_be_version(group, version)
        _must_be(group, OPEN, "not_open", Text("Only an open group can begin."))
        group.state = RUNNING
        save_next(group)
        _about(note, group)
        enrolled = Enrolment.objects.unscoped("the group was reached").filter(group=group, state="enrolled")
        people = [one.candidate for one in enrolled.select_related("candidate__person", "candidate__scheme")]
        for event in STARTS:
            follow_all(note, people, event, by=actor, at=timezone.now(), who="training_provider")
        note.details = {"enrolled": len(people)}


def close_group(actor: Actor, number: str, *, version: int | None = None, key: str | None = None) -> None:
    """The group is over; refused with ``results_missing`` while somebody enrolled has no result."""
    with writing(actor, "group.close", purpose=Purpose.JOURNEY, key=key, content=number) as note:
        if note.replayed:
            return
        group = group_for(actor, number)
        must_be_version(group, version)
        if group.state == CLOSED:
            raise refusal("already_closed", Text("This group is closed already."))
        rows = Enrolment.objects.unscoped("the group was reached").filter(group=group)
        open_ = rows.filter(state="enrolled").count()
        if open_:
            message = Text("%(count)s people enrolled have no result yet.", {"count": open_})
            raise refusal("results_missing", message, Text("Enter the results first, or note who left."))
        if group.state == PLANNED:
            group.short_because = group.short_because or "closed without opening"
        group.state = CLOSED
        save_next(group)
        _about(note, group)


def _must_be(group: Group, state: str, code: str, message: Text) -> None:
    if group.state != state:
        raise refusal(code, message, Text("Open the page again to see what has changed."))


def _about(note: Writing, group: Group) -> None:
    note.scheme_code = group.course.scheme.code
    note.about(group.number, group.course.number)
