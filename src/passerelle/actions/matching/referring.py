"""An accepted pair goes to the employer: referral, message to the person, and the journey it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from passerelle.actions.steps.journey.journeys import begin, follow_all
from passerelle.actions.steps.places.employers import suspension_faults
from passerelle.actions.steps.tables import scheme_of
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.journey.transitions import Track
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.scheme import Scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.selection.models import Proposal, Referral, Run
from passerelle.records.vacancies.models import Vacancy

WHY = "the action has checked the actor and the run"
# Which tracks a kind of vacancy belongs to, when a scheme has several.
TRACKS_OF = {
    Vacancy.Kind.INTERNSHIP: ("internship",),
    Vacancy.Kind.HOST: ("business_visit", "business"),
    Vacancy.Kind.SEAT: ("study", "training"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair to be referred; without a proposal it was put forward by hand."""

    candidate: Candidate
    vacancy: Vacancy
    proposal: Proposal | None = None


def lock(pairs: Sequence[Pair]) -> None:
    """Whoever refers or offers the same people waits here (PostgreSQL; SQLite has one writer anyway)."""
    people = Candidate.objects.unscoped(WHY).filter(pk__in={pair.candidate.pk for pair in pairs})
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def faults(pairs: Sequence[Pair]) -> list[Problem]:
    """Pairs that can no longer be referred: withdrawn, closed, suspended, or already referred."""
    open_pairs = Referral.objects.unscoped(WHY).filter(
        candidate__in={pair.candidate.pk for pair in pairs}, ended_at__isnull=True
    )
    referred = {(one, other): number for one, other, number in
                open_pairs.values_list("candidate_id", "vacancy_id", "number")}  # fmt: skip
    stopped = suspension_faults([pair.vacancy for pair in pairs], on=timezone.localdate())
    return [*stopped, *(problem for pair in pairs for problem in _faults_of(pair, referred))]


def _faults_of(pair: Pair, referred: dict[tuple[int, int], str]) -> list[Problem]:
    names = {"candidate": pair.candidate.number, "vacancy": pair.vacancy.number}
    found = []
    if pair.candidate.withdrawn_on is not None:
        found.append(Problem("candidate_withdrawn", Text("%(candidate)s has withdrawn since the run.", names)))
    if pair.vacancy.closed_on is not None:
        found.append(Problem("vacancy_closed", Text("%(vacancy)s was closed since the run.", names)))
    number = referred.get((pair.candidate.pk, pair.vacancy.pk))
    if number is not None:
        message = Text("%(candidate)s is already referred to %(vacancy)s.", names)
        found.append(Problem("already_referred", message, Text("See %(number)s.", {"number": number})))
    return found


def refer(note: Writing, run: Run, pairs: Sequence[Pair], *, by: Actor) -> list[Referral]:
    """Save a referral for each pair, tell each person, and begin the journeys that have not begun."""
    lock(pairs)
    problems = faults(pairs)
    if problems:
        raise Refused(problems)
    now = timezone.now()
    referrals = Referral.objects.bulk_create(
        Referral(candidate=pair.candidate, vacancy=pair.vacancy, proposal=pair.proposal) for pair in pairs
    )
    for referral in referrals:
        _tell(note, run, referral)
        note.about(referral.number, referral.vacancy.number)
        note.about(referral.candidate.number, referral.candidate.person.number)
    _begin(note, run, pairs, by=by, now=now)
    return list(referrals)


def _tell(note: Writing, run: Run, referral: Referral) -> None:
    person = referral.candidate.person
    facts: dict[str, object] = {
        "scheme": run.scheme.name,
        "referral": referral.number,
        "vacancy": referral.vacancy.number,
        "title": referral.vacancy.title,
    }
    note.tell(person.number, "referred", facts, language=person.language)


def _begin(note: Writing, run: Run, pairs: Sequence[Pair], *, by: Actor, now: datetime) -> None:
    """A case for whoever has none, on the track of the first vacancy; those under way follow."""
    people = {pair.candidate.pk: pair for pair in reversed(pairs)}
    open_ = Journey.objects.unscoped(WHY).filter(candidate__in=people, ended_on__isnull=True)
    under_way = set(open_.values_list("candidate_id", flat=True))
    follow_all(note, [people[one].candidate for one in under_way], "referred", by=by, at=now)
    scheme = scheme_of(run.scheme_version)
    by_track: dict[str, list[Candidate]] = {}
    for candidate, pair in people.items():
        if candidate not in under_way:
            by_track.setdefault(track_for(scheme, pair.vacancy).id, []).append(pair.candidate)
    for track, candidates in by_track.items():
        begin(note, candidates, event="referred", by=by, at=now, track=track, joins=True)


def track_for(scheme: Scheme, vacancy: Vacancy) -> Track:
    """The track that a vacancy belongs to: by its kind, else home in a country of origin, else the first."""
    kinds: tuple[str, ...] = TRACKS_OF.get(Vacancy.Kind(vacancy.kind), ())
    if vacancy.country in scheme.origins:
        kinds = (*kinds, "home")
    return next((track for track in scheme.tracks if track.kind in kinds), scheme.tracks[0])
