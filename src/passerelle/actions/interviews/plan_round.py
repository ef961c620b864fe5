"""Plan a round of interviews: its subject, criteria, panel, and a time for everybody who can be heard."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from passerelle.actions.interviews.reached import (
    must_be_minutes,
    must_be_open,
    must_not_be_past,
    round_for,
)
from passerelle.actions.interviews.subjects import subject_for, to_invite
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import PERMISSIONS
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.scoring import Criterion, criteria_faults
from passerelle.records.accounts.models import User
from passerelle.records.interviews.models import Interview, Panelist, Round
from passerelle.records.partnerships.models import Membership, Scheme

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


def plan_round(actor: Actor, subject_number: str, facts: RoundFacts, *, key: str | None = None) -> str:
    """A new round of a call, a vacancy or a training group; answers its number.

    Refused with every fault of the criteria, ``no_panel``, ``not_of_the_scheme`` (one for each address).
    """
    content = [subject_number, repr(facts)]
    with writing(actor, "round.plan", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        subject = subject_for(actor, subject_number)
        panel = _panel(subject.scheme, facts)
        row = Round.objects.create(
            scheme=subject.scheme,
            call=subject.call,
            vacancy=subject.vacancy,
            group=subject.group,
            title=facts.title.strip()[:200],
            criteria=[asdict(one) for one in facts.criteria],
            blind=facts.blind,
            pass_mark=facts.pass_mark,
            places=facts.places if facts.places is not None else subject.places,
            reserve_until=facts.reserve_until,
            made_by_id=actor.id,
        )
        Panelist.objects.bulk_create([Panelist(round=row, user=user) for user in panel])
        note.scheme_code, note.answer = subject.scheme.code, row.number
        note.about(row.number, subject.number)
    return row.number


def invite_all(  # noqa: PLR0913  # what a slot is
    actor: Actor,
    number: str,
    *,
    first: datetime,
    minutes: int,
    place: str,
    numbers: Sequence[str] = (),
    key: str | None = None,
) -> int:
    """A time for everybody who can be heard and has none, one after the other; each is told. Answers how many.

    ``numbers`` names candidacies; a training group needs them. Refused with ``round_over``, ``minutes``,
    ``in_the_past`` (a day before today) and as ``to_invite`` says; constant queries.
    """
    content = [number, first.isoformat(), minutes, place, list(numbers)]
    with writing(actor, "round.invite", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        row = round_for(actor, number)
        must_be_open(row)
        must_be_minutes(minutes)
        must_not_be_past(timezone.localdate(first) < timezone.localdate())
        people = to_invite(actor, row, numbers)
        made = [
            Interview(
                round=row,
                candidate=one.candidate,
                referral=one.referral,
                starts_at=first + timedelta(minutes=minutes * ordinal),
                place=place.strip()[:200],
            )
            for ordinal, one in enumerate(people)
        ]
        Interview.objects.bulk_create(made, batch_size=1_000)
        for one in people:
            facts: dict[str, object] = {"scheme": row.scheme.name}
            note.tell(one.candidate.person.number, "interview_invited", facts, language=one.language)
            note.about(one.candidate.person.number)
        note.scheme_code, note.answer = row.scheme.code, len(made)
        note.about(row.number)
    return len(made)


def _panel(scheme: Scheme, facts: RoundFacts) -> list[User]:
    problems = criteria_faults(facts.criteria)
    wanted = list(dict.fromkeys(one.strip().lower() for one in facts.panel if one.strip()))
    staff = Membership.objects.filter(scheme=scheme, role__in=PANEL_ROLES, until__isnull=True)
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
