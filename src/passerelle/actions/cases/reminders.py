"""What a reminder would be for each of many cases, or why there is none now; queries stay constant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from passerelle.actions.steps.tables import tracks_of
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.channels import channel_for
from passerelle.domain.journey.next_step import next_step
from passerelle.domain.journey.reminding import PAUSE_DAYS, WILL, Turn, verdict
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, Reminder
from passerelle.records.partnerships.models import SchemeVersion


@dataclass(frozen=True, slots=True)
class Prepared:
    """One case: its verdict (``will``, or why not), the way, the letter with its facts, the last reminder."""

    journey: Journey
    verdict: str
    channel: str  # empty: no way is known
    language: str
    template: str
    facts: dict[str, object]
    last: datetime | None
    ordinal: int  # how many there were before
    pause_days: int

    @property
    def will(self) -> bool:
        """Whether a message goes out."""
        return self.verdict == WILL


def prepare(journeys: Sequence[Journey], *, now: datetime) -> list[Prepared]:
    """The reminders of these cases, in their order; each comes with its person and scheme. Two queries."""
    versions = SchemeVersion.objects.filter(pk__in={one.scheme_version_id for one in journeys})
    known = {one.pk: (tracks_of(one), _pause(one)) for one in versions}
    former = Reminder.objects.filter(journey__in=journeys).order_by()
    counted = former.values_list("journey").annotate(last=Max("at"), times=Max("ordinal"))
    before = {journey: (last, times) for journey, last, times in counted}
    found = []
    for one in journeys:
        tracks, pause = known[one.scheme_version_id]
        track = tracks.get(one.track)
        step = next_step(track, one.stage) if track else None
        way, (last, times) = _way(one.candidate), before.get(one.pk, (None, 0))
        theirs = step is not None and Role.CANDIDATE in step.who
        turn = Turn(one.ended_on is None, theirs, way is not None, last, pause)
        template, facts = _letter(one)
        found.append(
            Prepared(
                journey=one,
                verdict=verdict(turn, now=now),
                channel=way[0] if way else "",
                language=one.candidate.person.language or "en",
                template=template,
                facts=facts,
                last=last,
                ordinal=times,
                pause_days=pause,
            )
        )
    return found


def _pause(version: SchemeVersion) -> int:
    said = version.facts.get("reminder_pause_days")
    return said if isinstance(said, int) else PAUSE_DAYS


def _way(candidate: Candidate) -> tuple[str, str] | None:
    person, service = candidate.person, f"{candidate.brought_by_id or ''}"
    return channel_for(person.channel, email=person.email, phone=person.phone, letter=service)


def _letter(journey: Journey) -> tuple[str, dict[str, object]]:
    facts: dict[str, object] = {"scheme": journey.candidate.scheme.name}
    if journey.due_on is None:
        return "step_open", facts
    return "step_due", {**facts, "due": journey.due_on.isoformat()}
