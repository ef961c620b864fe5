"""What a round of interviews is about, and whom it can invite: a call, a vacancy or a training group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from passerelle.actions.interviews.reached import refusal
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate
from passerelle.records.interviews.models import Interview, Round
from passerelle.records.partnerships.models import Scheme
from passerelle.records.selection.models import Referral
from passerelle.records.training.models import Group
from passerelle.records.vacancies.models import Vacancy

WHY = "of the round that was reached"


@dataclass(frozen=True, slots=True)
class Subject:
    """The one thing that a round is about."""

    scheme: Scheme
    number: str
    call: Call | None = None
    vacancy: Vacancy | None = None
    group: Group | None = None

    @property
    def places(self) -> int | None:
        """How many can be selected, where the subject says so."""
        if self.vacancy is not None:
            return self.vacancy.posts
        return self.group.seats if self.group else self.call.places if self.call else None


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to be heard, in which language they are written to, and the referral where there is one."""

    candidate: Candidate
    language: str
    referral: Referral | None = None


def subject_for(actor: Actor, number: str) -> Subject:
    """The call, vacancy or group of a public number; ``NotPermitted`` where the actor does not select."""
    found = _call(actor, number) or _vacancy(actor, number) or _group(actor, number)
    if found is None:
        raise NotPermitted(number)
    actor.must(Permission.SELECTION_WRITE, scheme=found.scheme.pk)
    return found


def _call(actor: Actor, number: str) -> Subject | None:
    row = Call.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    return Subject(row.scheme, number, call=row) if row else None


def _vacancy(actor: Actor, number: str) -> Subject | None:
    row = Vacancy.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    return Subject(row.scheme, number, vacancy=row) if row else None


def _group(actor: Actor, number: str) -> Subject | None:
    row = Group.objects.visible_to(actor).select_related("course__scheme").filter(number=number).first()
    return Subject(row.course.scheme, number, group=row) if row else None


def to_invite(actor: Actor, row: Round, numbers: Sequence[str], *, least: int = 1) -> list[Invited]:
    """Who can be heard in a round and is not yet, in order; with ``numbers`` (candidacies) only those.

    A call: whoever is eligible. A vacancy: whom its employer wants to meet. A group: the candidacies named.
    Refused with ``nobody_eligible``, and ``not_for_this_round`` for each number that cannot be heard.
    """
    found = _PEOPLE[_kind(row)](actor, row, numbers)
    invited = set(Interview.objects.unscoped(WHY).filter(round=row).values_list("candidate_id", flat=True))
    found = [one for one in found if one.candidate.pk not in invited]
    known = {one.candidate.number for one in found}
    if missing := [one for one in numbers if one not in known]:
        raise Refused([_not_here(one) for one in missing])
    if len(found) < least:
        hint = {
            "call": Text("Screen applications first."),
            "vacancy": Text("The employer answers its shortlist first."),
            "group": Text("Name candidacies of this scheme."),
        }[_kind(row)]
        raise refusal("nobody_eligible", Text("Nobody eligible waits for a slot."), hint)
    return [one for one in found if not numbers or one.candidate.number in numbers]


def _kind(row: Round) -> str:
    return "call" if row.call_id else "vacancy" if row.vacancy_id else "group"


def _not_here(number: str) -> Problem:
    message = Text("%(number)s cannot be heard in this round.", {"number": number})
    return Problem("not_for_this_round", message, Text("Leave it out, or check the number."), column="numbers")


def _applicants(_actor: Actor, row: Round, _numbers: Sequence[str]) -> list[Invited]:
    rows = Application.objects.unscoped("of the call reached").filter(
        call=row.call_id, state=Application.State.ELIGIBLE, ended_at__isnull=True, candidate__isnull=False
    )
    joined = rows.select_related("candidate__person", "candidate__scheme").order_by("handed_in_at", "pk")
    return [Invited(one.candidate, one.language) for one in joined if one.candidate is not None]


def _wanted(_actor: Actor, row: Round, _numbers: Sequence[str]) -> list[Invited]:
    rows = Referral.objects.unscoped("of the vacancy reached").filter(
        vacancy=row.vacancy_id, wanted_at__isnull=False, ended_at__isnull=True
    )
    joined = rows.select_related("candidate__person", "candidate__scheme").order_by("wanted_at", "pk")
    return [Invited(one.candidate, one.candidate.person.language, one) for one in joined]


def _named(actor: Actor, row: Round, numbers: Sequence[str]) -> list[Invited]:
    rows = Candidate.objects.visible_to(actor).filter(
        scheme=row.scheme_id, number__in=numbers, withdrawn_on__isnull=True
    )
    return [Invited(one, one.person.language) for one in rows.select_related("person", "scheme").order_by("pk")]


_PEOPLE: Mapping[str, Callable[[Actor, Round, Sequence[str]], list[Invited]]] = {
    "call": _applicants,
    "vacancy": _wanted,
    "group": _named,
}
