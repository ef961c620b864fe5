"""Plan a round of interviews for a call: criteria, panel, slots for everybody eligible."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from passerelle.actions.interviews.reached import must_be_open, refusal, round_for
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import PERMISSIONS
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.scoring import Criterion, criteria_faults
from passerelle.records.accounts.models import User
from passerelle.records.calls.models import Application, Call
from passerelle.records.interviews.models import Interview, Panelist, Round
from passerelle.records.partnerships.models import Membership

PANEL_ROLES = [role for role, held in PERMISSIONS.items() if Permission.SELECTION_READ in held]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts:
    """What a round is: its title, criteria, panel (e-mail addresses), pass mark, places, reserve."""

    title: str
    criteria: Sequence[Criterion]
    panel: Sequence[str]
    blind: bool = False
    pass_mark: int | None = None
    places: int | None = None
    reserve_until: date | None = None


def plan_round(actor: Actor, call_number: str, facts: RoundFacts, *, key: str | None = None) -> str:
    """A new round of a call; answers its number.

    Refused with every fault of the criteria, ``no_panel``, ``not_of_the_scheme`` (one for each address).
    """
    with writing(actor, "round.plan", purpose=Purpose.RECRUITMENT, key=key, content=repr(facts)) as note:
        if note.replayed:
            return str(note.answer)
        call = Call.objects.visible_to(actor).select_related("scheme").get(number=call_number)
        actor.must(Permission.SELECTION_WRITE, scheme=call.scheme_id)
        panel = _panel(call, facts)
        row = Round.objects.create(
            scheme=call.scheme,
            call=call,
            title=facts.title.strip()[:200],
            criteria=[asdict(one) for one in facts.criteria],
            blind=facts.blind,
            pass_mark=facts.pass_mark,
            places=facts.places if facts.places is not None else call.places,
            reserve_until=facts.reserve_until,
            made_by_id=actor.id,
        )
        Panelist.objects.bulk_create([Panelist(round=row, user=user) for user in panel])
        note.scheme_code, note.answer = call.scheme.code, row.number
        note.about(row.number, call.number)
    return row.number


def invite_all(  # what a slot is
    actor: Actor, number: str, *, first: datetime, minutes: int, place: str, key: str | None = None
) -> int:
    """A slot for each eligible applicant who has none, one after the other; each is told. Answers how many.

    Refused with ``round_over``, ``nobody_eligible``, ``minutes``; constant queries.
    """
    content = [number, first.isoformat(), minutes, place]
    with writing(actor, "round.invite", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        row = round_for(actor, number)
        must_be_open(row)
        if not 5 <= minutes <= 240:
            hint = Text("From 5 to 240.")
            raise refusal("minutes", Text("How many minutes is one interview?"), hint, "minutes")
        invited = Interview.objects.unscoped("of the round reached").filter(round=row).values("candidate")
        rows = Application.objects.unscoped("of the call reached").filter(
            call=row.call_id, state=Application.State.ELIGIBLE, ended_at__isnull=True, candidate__isnull=False
        )
        people = list(
            rows.exclude(candidate__in=invited)
            .select_related("person", "candidate")
            .order_by("handed_in_at", "pk")
        )
        if not people:
            hint = Text("Screen applications first.")
            raise refusal("nobody_eligible", Text("Nobody eligible waits for a slot."), hint)
        made = [
            Interview(
                round=row,
                candidate=candidate,
                starts_at=first + timedelta(minutes=minutes * ordinal),
                place=place.strip()[:200],
            )
            for ordinal, candidate in enumerate(one.candidate for one in people if one.candidate is not None)
        ]
        Interview.objects.bulk_create(made, batch_size=1_000)
        for one in people:
            facts: dict[str, object] = {"scheme": row.scheme.name}
            note.tell(one.person.number, "interview_invited", facts, language=one.language)
            note.about(one.person.number)
        note.scheme_code, note.answer = row.scheme.code, len(made)
        note.about(row.number)
    return len(made)


def _panel(call: Call, facts: RoundFacts) -> list[User]:
    problems = criteria_faults(facts.criteria)
    wanted = list(dict.fromkeys(one.strip().lower() for one in facts.panel if one.strip()))
    staff = Membership.objects.filter(scheme=call.scheme, role__in=PANEL_ROLES, until__isnull=True)
    found = {
        user.email: user for user in User.objects.filter(email__in=wanted, memberships__in=staff).distinct()
    }
    if not wanted:
        hint = Text("Write the e-mail address of at least one person.")
        problems.append(Problem("no_panel", Text("Nobody sits on the panel."), hint, column="panel"))
    for one in wanted:
        if one not in found:
            message = Text("%(address)s does not work on selection in this scheme.", {"address": one})
            problems.append(
                Problem("not_of_the_scheme", message, Text("Give them a role first."), column="panel")
            )
    if problems:
        raise Refused(problems)
    return list(found.values())
