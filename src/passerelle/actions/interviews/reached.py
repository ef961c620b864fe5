"""The round of a request within reach, and the seat of whoever asks."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.scoring import Criterion
from passerelle.records.interviews.models import Panelist, Round


def refusal(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])


def round_for(actor: Actor, number: str) -> Round:
    """A round that the actor may run, locked; ``NotPermitted`` out of reach."""
    row = _reached(actor, number)
    actor.must(Permission.SELECTION_WRITE, scheme=row.scheme_id)
    return row


def seat_of(actor: Actor, number: str) -> tuple[Round, Panelist]:
    """The round and the actor's own seat on its panel; ``NotPermitted`` for everybody else."""
    row = _reached(actor, number)
    seat = Panelist.objects.filter(round=row, user_id=actor.id or 0).select_related("user").first()
    if seat is None:
        raise NotPermitted(number)
    return row, seat


def _reached(actor: Actor, number: str) -> Round:
    rows = Round.objects.visible_to(actor).filter(number=number).select_related("scheme", "call", "group")
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotPermitted(number)
    return row


def must_be_open(row: Round) -> None:
    """Nothing is scored or planned after the ranking (``round_over``)."""
    if row.ranked_at is not None:
        hint = Text("Whoever disagrees can contest it.")
        raise refusal("round_over", Text("This round is ranked."), hint)


def must_be_minutes(minutes: int) -> None:
    """An interview takes 5 to 240 minutes (``minutes``)."""
    if not 5 <= minutes <= 240:
        message, hint = Text("How many minutes is one interview?"), Text("From 5 to 240.")
        raise refusal("minutes", message, hint, "minutes")


def must_not_be_past(is_past: bool) -> None:
    """Nobody is asked to come at a time that has passed (``in_the_past``)."""
    if is_past:
        raise refusal("in_the_past", Text("This time has passed."), Text("Choose a later one."), "first")


def criteria_of(row: Round) -> list[Criterion]:
    """The round's criteria as the domain reads them."""
    return [Criterion(one["code"], one["label"], one["weight"], one["most"]) for one in row.criteria]
