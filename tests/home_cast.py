"""Somebody of WAFIRA's stage table on her way home, with a committee of two, for the tests of reintegration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from case_cast import state_table
from django.utils import timezone
from people import Cast, make_actor, make_candidate, make_cast

from passerelle.actions.reintegration.awards import Verdict, decide
from passerelle.actions.reintegration.committees import (
    CommitteeFacts,
    call_up,
    close_committee,
    open_committee,
    seat_members,
)
from passerelle.actions.reintegration.scoring import score
from passerelle.actions.reintegration.ventures import Venture, hand_in_plan, write_business_plan
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.reintegration.scoring import WEIGHTS
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.reintegration.models import Award

SCHEMES = Path(__file__).resolve().parents[1] / "schemes"
ASKED = Decimal(2_000)
SECTIONS = {"idea": "Bread and cakes", "customers": "The village and its school", "means": "An oven"}
MARKS = dict.fromkeys(WEIGHTS, 4)


@dataclass
class Home:
    """The cast in a scheme with a real table; its person's case; two committee members."""

    cast: Cast
    journey: Journey
    members: list[Actor]

    def actor(self, role: Role) -> Actor:
        """The scheme's person of a role; the candidate is the person of the case."""
        return self.cast.actors[role]

    @property
    def staff(self) -> Actor:
        """The caseworker."""
        return self.actor(Role.CASEWORKER)

    @property
    def payer(self) -> Actor:
        """Somebody else, who may pay."""
        return self.actor(Role.SCHEME_MANAGER)

    def stage(self) -> str:
        """Where the case stands now."""
        return Journey.objects.unscoped("test").get(pk=self.journey.pk).stage


def make_home(scheme: str = "wafira", *, stage: str = "placed") -> Home:
    """The cast's person at this stage of the scheme's first track."""
    cast = make_cast()
    text = (SCHEMES / f"{scheme}.toml").read_text().replace(f'code = "{scheme}"', 'code = "alpha"', 1)
    state_table(cast.alpha, text)
    members = [cast.actors[Role.COMMITTEE_MEMBER]]
    members.append(make_actor("second_member", Role.COMMITTEE_MEMBER, cast.alpha))
    return Home(cast, make_case(cast, stage), members)


def make_case(cast: Cast, stage: str, name: str | None = None) -> Journey:
    """A case of the cast's person, or of somebody else with this name."""
    candidate = make_candidate(cast.alpha, name) if name else cast.candidate
    version = SchemeVersion.objects.get(scheme=cast.alpha)
    track = version.facts["track"][0]["id"]
    return Journey.objects.create(
        candidate=candidate, scheme_version=version, track=track, stage=stage, since=date(2026, 3, 1)
    )


def handed_in(home: Home, journey: Journey | None = None, *, kind: str = "grant", **facts: object) -> str:
    """A complete business plan, handed in."""
    given: dict[str, object] = {
        "kind": kind, "title": "A bakery", "currency": "EUR", "asked": ASKED, "sector": "C", "region": "MA-01",
        "sections": SECTIONS, "costs": [("An oven", Decimal(1_500)), ("Flour", Decimal(500))], **facts,
    }  # fmt: skip
    number = write_business_plan(home.staff, (journey or home.journey).number, Venture(**given))  # type: ignore[arg-type]
    hand_in_plan(home.staff, number)
    return number


def sitting(home: Home, plans: Sequence[str], *, kind: str = "grant", **facts: object) -> str:
    """An open committee of two with these plans before it."""
    given = CommitteeFacts(**{"name": "Spring", "kind": kind, "currency": "EUR", **facts})  # type: ignore[arg-type]
    number = open_committee(home.staff, "alpha", given)
    seat_members(home.staff, number, [one.id for one in home.members if one.id])
    call_up(home.staff, number, plans)
    return number


def closed(home: Home, plans: Sequence[str], **facts: object) -> str:
    """A committee whose members all scored, closed with minutes."""
    number = sitting(home, plans, **facts)  # type: ignore[arg-type]
    for member in home.members:
        for plan in plans:
            score(member, plan, MARKS)
    close_committee(home.staff, number, "All were heard.", version=None)
    return number


def awarded(home: Home, *, kind: str = "grant", amount: Decimal = ASKED) -> Award:
    """An award for the person's plan, decided by the caseworker."""
    plan = handed_in(home, kind=kind)
    decide(home.staff, closed(home, [plan], kind=kind), {plan: Verdict(amount)})
    return Award.objects.unscoped("test").get(plan__number=plan)


def today() -> date:
    """The day on which the tests act."""
    return timezone.localdate()
