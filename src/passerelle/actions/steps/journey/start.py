"""How a case begins: which table, which row, who must be free for it."""

from collections.abc import Collection, Sequence

from django.db.models import F
from django.utils import timezone

from passerelle.actions.steps.journey.plan import Bringing, Plan, Step, about, keep_guarded, permitted_row
from passerelle.actions.steps.tables import roles_in, tracks_of
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.transitions import Track, Transition, joining
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion

WHY = "the action reached these candidacies"


def locked_people(candidates: Collection[Candidate]) -> list[Candidate]:
    """The candidacies, locked, with their people and schemes: who begins the same cases waits here."""
    rows = Candidate.objects.unscoped(WHY).filter(pk__in={one.pk for one in candidates})
    locked = rows.select_for_update(of=("self",), no_key=True).order_by("pk")
    return list(locked.select_related("person", "scheme"))


def must_be_free(people: Sequence[Candidate]) -> None:
    """One open case for a person and scheme: refuse with ``already_under_way`` and the case's number."""
    open_ = Journey.objects.unscoped(WHY).filter(candidate__in=people, ended_on__isnull=True)
    problems = [
        Problem(
            "already_under_way",
            Text("%(candidate)s already has an open case.", {"candidate": candidate}),
            Text("Go on with %(number)s.", {"number": number}),
            column=candidate,
        )
        for candidate, number in open_.values_list("candidate__number", "number").order_by("pk")
    ]
    if problems:
        raise Refused(problems)


def openings(
    people: Sequence[Candidate], event: str, bringing: Bringing, *, track: str | None, joins: bool
) -> Plan:
    """The unsaved case of each candidacy on its scheme's current table, with the row that begins it."""
    schemes = {one.scheme_id for one in people}
    current = SchemeVersion.objects.filter(scheme__in=schemes, number=F("scheme__current"))
    tables = {one.scheme_id: (one, tracks_of(one)) for one in current}
    found = Plan()
    for person in people:
        version, tracks = tables[person.scheme_id]
        journey = Journey(candidate=person, scheme_version=version)
        try:
            found.steps.append(_opening(journey, _track(tracks, track), event, bringing, joins=joins))
        except Refused as refused:
            found.problems.append((journey, about(journey, refused.problems[0])))
    keep_guarded(found)
    return found


def _track(tracks: dict[str, Track], name: str | None) -> Track:
    found = tracks.get(name) if name else next(iter(tracks.values()), None)
    if found is None:
        message = Text("The scheme's file has no track %(track)s.", {"track": name or "–"})
        hint = Text("Choose one from the list.")
        raise Refused([Problem("unknown-track", message, hint)])
    return found


def _opening(journey: Journey, track: Track, event: str, bringing: Bringing, *, joins: bool) -> Step:
    roles = roles_in(bringing.by, journey.candidate, bringing.who)
    row: Transition = joining(track, event) if joins else permitted_row(track, track.first, event, roles)
    journey.track, journey.stage = track.id, row.to
    journey.since = timezone.localdate(bringing.at)
    journey.due_on = row.due_after(journey.since)
    if Role.CASEWORKER in roles and not bringing.by.is_system:
        journey.owner_id = bringing.by.id
    return Step(journey, track, row)
