"""The contest of a request within reach, and who may answer it."""

from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.contesting import may_answer
from passerelle.records.contests.models import Contest
from passerelle.records.interviews.models import Interview, Panelist

WHY = "the contested one"


def contest_for(actor: Actor, number: str, *, lock: bool = True) -> Contest:
    """A contest of a scheme whose contests the actor answers; ``NotPermitted`` out of reach."""
    seen = Contest.objects.visible_to(actor).filter(number=number).first()
    if seen is None:
        raise NotPermitted(number)
    actor.must(Permission.CONTEST_DECIDE, scheme=seen.scheme_id)
    rows = Contest.objects.unscoped("reached above").select_related("candidate__person", "scheme")
    return (rows.select_for_update(of=("self",)) if lock else rows).get(pk=seen.pk)


def must_be_open(contest: Contest) -> None:
    """Nothing is computed or decided again after the answer (``contest_over``)."""
    if contest.ended_at is not None:
        raise refusal("contest_over", Text("This contest has its answer."))


def must_be_another(actor: Actor, contest: Contest) -> None:
    """Whoever decided, or scored on the panel, never answers (``decided_before``, ``on_the_panel``)."""
    hint = Text("Hand it to somebody who has not decided before.")
    if not may_answer(contest.first_decider_id, actor.id):
        raise refusal("decided_before", Text("You decided this before."), hint)
    heard = contested_interview(contest)
    if heard is not None and Panelist.objects.filter(round=heard.round_id, user_id=actor.id or 0).exists():
        raise refusal("on_the_panel", Text("You sat on the panel of this interview."), hint)


def contested_interview(contest: Contest) -> Interview | None:
    """The interview that a contest is about; ``None`` for another kind."""
    if contest.kind != Contest.Kind.INTERVIEW:
        return None
    rows = Interview.objects.unscoped(WHY).select_related("round__group__course__scheme", "round__call")
    return rows.filter(number=contest.about).first()


def note_contest(note: Writing, contest: Contest) -> None:
    """What the event of an answer is about."""
    note.scheme_code = contest.scheme.code
    note.about(contest.number, contest.about, contest.candidate.number, contest.candidate.person.number)


def refusal(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])
