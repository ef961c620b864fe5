"""Somebody who has returned, with her waves planned, for the tests of follow-up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from people import Cast, make_candidate, make_cast

from passerelle.actions.steps.consequences.followed import plan_waves
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Candidate
from passerelle.records.followups.models import Wave
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion

BEGAN = date(2026, 1, 10)
FIRST = date(2026, 4, 10)


def at(day: date, hour: int = 12) -> datetime:
    """That day at noon: no quiet hour."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass
class Followed:
    """A case that came home on 10 January 2026."""

    cast: Cast
    journey: Journey

    def actor(self, role: Role) -> Actor:
        """The scheme's person of a role."""
        return self.cast.actors[role]

    def wave(self, months: int = 3) -> Wave:
        """The wave after so many months."""
        rows = Wave.objects.unscoped("test").select_related("journey__candidate__person")
        return rows.get(journey=self.journey, months=months)


def returned(cast: Cast, candidate: Candidate, track: str = "mobility") -> Followed:
    """A candidate's case at the stage returned, with its waves."""
    version = SchemeVersion.objects.get(scheme=candidate.scheme)
    journey = Journey.objects.create(
        candidate=candidate, scheme_version=version, track=track, stage="returned", since=BEGAN
    )
    plan_waves([(journey, "returned")], on=BEGAN)
    return Followed(cast, journey)


def make_followed() -> Followed:
    """The cast's person, home again, with a telephone."""
    cast = make_cast()
    person = cast.candidate.person
    person.given_name, person.phone, person.language = "Amina", "+212600000001", "fr"
    person.save()
    return returned(cast, cast.candidate)


def another_followed(followed: Followed, name: str = "Bennani", **facts: object) -> Followed:
    """Somebody else of the same scheme."""
    given: dict[str, object] = {"email": f"{name.lower()}@example.org", **facts}
    return returned(followed.cast, make_candidate(followed.cast.alpha, name, **given))
