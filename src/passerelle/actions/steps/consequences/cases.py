"""Consequences of the case itself: the place, the person told, the employer told."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import F, Q

from passerelle.actions.steps.consequences.moved import Act, Consequence, Moved
from passerelle.actions.steps.places.quotas import release
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.partnerships.models import Membership
from passerelle.records.selection.models import Offer, Referral

WHY = "the journeys were reached"
RELEASE_CODE = "referral_ended"


def reserve_place(act: Act, moved: Sequence[Moved]) -> None:
    """Only an offer keeps a place: a case cannot stand there without one."""
    people = {one.journey.candidate_id for one in moved}
    held = Offer.objects.filter(candidate__in=people, released_at__isnull=True)
    missing = people - set(held.values_list("candidate_id", flat=True))
    problems = [_without_place(one) for one in moved if one.journey.candidate_id in missing]
    if problems:
        raise Refused(problems)


def _without_place(one: Moved) -> Problem:
    message = Text("No place is kept for %(number)s.", {"number": one.journey.candidate.number})
    return Problem("no_place_kept", message, Text("Make the offer: only an offer keeps a place."))


def release_place(act: Act, moved: Sequence[Moved]) -> None:
    """Give back the places that the people still hold."""
    people = {one.journey.candidate_id for one in moved}
    Offer.objects.filter(candidate__in=people, released_at__isnull=True).update(
        released_at=act.at, release_code=RELEASE_CODE, version=F("version") + 1, changed_at=act.at
    )
    release(act.note, people, by=act.by.id, at=act.at, why=moved[0].row.event)


def tell_candidate(act: Act, moved: Sequence[Moved]) -> None:
    """A message to each person, unless this writing already has one for them."""
    told = {message.recipient for message in act.note.messages}
    for one in moved:
        person = one.journey.candidate.person
        if person.number not in told:
            facts: dict[str, object] = {"scheme": one.journey.candidate.scheme.name, "case": one.journey.number}
            template = "case_ended" if one.ended else "case_moved"
            code = one.journey.candidate.scheme.code
            act.note.tell(person.number, template, facts, language=person.language, scheme=code)


def tell_ended(act: Act, moved: Sequence[Moved]) -> None:
    """Nobody learns by silence that a case is closed."""
    tell_candidate(act, moved)


def tell_employer(act: Act, moved: Sequence[Moved]) -> None:
    """One message for each account of each employer concerned, with how many cases; never with a name."""
    people = {one.journey.candidate_id for one in moved}
    open_ = Referral.objects.unscoped(WHY).filter(candidate__in=people)
    concerned = open_.filter(Q(ended_at__isnull=True) | Q(ended_at=act.at))
    pairs = set(concerned.values_list("candidate_id", "vacancy__employer_id", "vacancy__scheme_id"))
    cases = Counter((employer, scheme) for _, employer, scheme in pairs)
    accounts = Membership.objects.filter(
        role=Role.EMPLOYER, organisation__in={employer for employer, _ in cases}, until__isnull=True
    )
    for row in accounts.select_related("user", "scheme"):
        count = cases.get((row.organisation_id or 0, row.scheme_id or 0))
        if count and row.scheme is not None:
            facts: dict[str, object] = {"scheme": row.scheme.name, "count": count}
            act.note.tell(
                row.user.email or row.user.phone or "",
                "employer_cases_moved",
                facts,
                language=row.user.language,
                scheme=row.scheme.code,
            )


CONSEQUENCES: Mapping[str, Consequence] = {
    "reserve_place": reserve_place,
    "release_place": release_place,
    "tell_candidate": tell_candidate,
    "tell_employer": tell_employer,
}
