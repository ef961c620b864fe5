"""Referrals as each side sees them: employers a nameless profile until the person agreed, people their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.matching.bands import band
from passerelle.domain.schemes.scheme import FULL_WEIGHT
from passerelle.domain.selection.contesting import Terms
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.contests.terms import terms_of
from passerelle.records.selection.models import Offer, Reason, Referral, Run

STAFF = frozenset({Reach.SCHEME, Reach.EVERYWHERE})


@dataclass(frozen=True, slots=True)
class Contact:
    """Who a person is; known to an employer only after the person agreed."""

    family_name: str
    given_name: str
    name_original: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What an employer reads of a referred person: nothing that tells who it is."""

    candidate: str
    occupations: list[str] | None
    skills: list[str] | None
    languages: list[tuple[str, str | None]] | None
    years: Decimal | None


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer of a referral."""

    number: str
    version: int
    place: int
    made_at: datetime
    released_at: datetime | None
    release_code: str
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as the vacancy's employer reads it; of the score only the band is told."""

    number: str
    version: int
    vacancy: str
    title: str
    profile: Profile
    contact: Contact | None
    score_band: str | None
    referred_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None
    end_code: str
    offers: tuple[OfferLine, ...]
    wanted_at: datetime | None = None  # the employer's own answer: an interview


def employer_referrals(actor: Actor, *, vacancy: str = "") -> list[ReferralLine]:
    """The referrals of the actor's vacancies, newest first. Two queries; ``NotPermitted`` for other roles."""
    actor.must(Permission.REFERRAL_READ)
    rows = Referral.objects.visible_to(actor)
    organisations = [
        (grant.scheme, grant.organisation)
        for grant in actor.granting(Permission.REFERRAL_READ)
        if grant.organisation is not None
    ]
    if vacancy:
        rows = rows.filter(vacancy__number=vacancy)
    joined = rows.select_related("candidate__person", "vacancy", "proposal").order_by("-created_at", "-pk")
    own = [row for row in joined if (row.vacancy.scheme_id, row.vacancy.employer_id) in organisations]
    offers = offers_by_referral(own)
    return [_line(row, offers.get(row.pk, ())) for row in own]


def offers_by_referral(rows: Iterable[Referral]) -> dict[int, tuple[OfferLine, ...]]:
    """The offers of referrals, oldest first. One query."""
    found: dict[int, tuple[OfferLine, ...]] = {}
    offers = Offer.objects.filter(referral__in=[row.pk for row in rows]).select_related("place").order_by("pk")
    for one in offers:
        line = OfferLine(
            one.number,
            one.version,
            one.place.ordinal,
            one.made_at,
            one.released_at,
            one.release_code,
            one.accepted_at,
        )
        found[one.referral_id] = (*found.get(one.referral_id, ()), line)
    return found


def _line(row: Referral, offers: tuple[OfferLine, ...]) -> ReferralLine:
    return ReferralLine(
        number=row.number,
        version=row.version,
        vacancy=row.vacancy.number,
        title=row.vacancy.title,
        profile=profile_of(row.candidate),
        contact=_contact(row.candidate.person) if _by_name(row) else None,
        score_band=band(row.proposal.score) if row.proposal else None,
        referred_at=row.created_at,
        agreed_at=row.agreed_at,
        ended_at=row.ended_at,
        end_code=row.end_code,
        offers=offers,
        wanted_at=row.wanted_at,
    )


def _by_name(row: Referral) -> bool:
    """Whether the employer may read the name: agreed, and neither ended nor withdrawn since."""
    return row.agreed_at is not None and row.ended_at is None and row.candidate.withdrawn_on is None


def profile_of(candidate: Candidate) -> Profile:
    """The pseudonymous profile of a candidacy."""
    person = candidate.person
    return Profile(
        candidate=candidate.number,
        occupations=person.occupations,
        skills=None if person.skills is None else [_uri(one) for one in person.skills],
        languages=None
        if person.languages is None
        else [(one["code"], one.get("level")) for one in person.languages],
        years=person.years,
    )


def _uri(skill: Any) -> str:
    return str(skill["uri"]) if isinstance(skill, Mapping) else str(skill)


def _contact(person: Person) -> Contact:
    return Contact(person.family_name, person.given_name, person.name_original, person.email, person.phone)


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """A referral as the person reads it."""

    number: str
    version: int
    scheme: str
    vacancy: str
    title: str
    employer: str
    referred_at: datetime
    agreed_at: datetime | None
    ended_at: datetime | None
    end_code: str
    reason_code: str  # the employer's reason, where it gave one
    has_offer: bool
    offer: OfferLine | None = None  # the open one
    contest_until: date | None = None  # the last day on which its end can be contested


@dataclass(frozen=True, slots=True)
class OwnReason:
    """Why the newest run ended as it did for the person; the score is their own, the way in a band."""

    scheme: str
    run: int
    run_number: str
    at: datetime | None
    outcome: str
    code: str
    have: str
    need: str
    vacancy: str
    score: int | None
    needed_band: str | None
    change: str
    contest_until: date | None = None


def own_referrals(actor: Actor) -> list[OwnReferral]:
    """The signed-in person's referrals, newest first. Three queries."""
    mine = _own(actor)
    rows = Referral.objects.visible_to(actor).filter(candidate__in=mine).order_by("-created_at", "-pk")
    referrals = list(rows.select_related("candidate__scheme", "vacancy__employer"))
    offers = offers_by_referral(referrals)
    terms = terms_of(row.candidate.scheme_id for row in referrals)
    return [_own_line(row, offers.get(row.pk, ()), terms) for row in referrals]


def _until(terms: Mapping[int, Terms], scheme: int, told: datetime | None) -> date | None:
    return terms.get(scheme, Terms()).last_day(timezone.localdate(told)) if told else None


def _own_line(row: Referral, offers: tuple[OfferLine, ...], terms: Mapping[int, Terms]) -> OwnReferral:
    return OwnReferral(
        number=row.number,
        version=row.version,
        scheme=row.candidate.scheme.name,
        vacancy=row.vacancy.number,
        title=row.vacancy.title,
        employer=row.vacancy.employer.name,
        referred_at=row.created_at,
        agreed_at=row.agreed_at,
        ended_at=row.ended_at,
        end_code=row.end_code,
        reason_code=row.reason_code,
        has_offer=any(one.released_at is None for one in offers),
        offer=next((one for one in offers if one.released_at is None), None),
        contest_until=_until(terms, row.candidate.scheme_id, row.ended_at),
    )


def own_reasons(actor: Actor) -> list[OwnReason]:
    """Why each scheme's newest run ended as it did for the signed-in person. Three queries at most.

    Where the outcome is "proposed" nothing is told beyond it: people decide, and no place is promised.
    """
    rows = Reason.objects.filter(candidate__in=_own(actor), side="candidate", run__state=Run.State.READY)
    newest: dict[int, Reason] = {}
    for row in rows.select_related("run__scheme").defer("run__snapshot", "run__certificate", "run__fairness",
                                                        "run__summary").order_by("run__ordinal"):  # fmt: skip
        newest[row.run.scheme_id] = row
    terms = terms_of(newest)
    return [_own_reason(row, terms) for row in newest.values()]


def _own_reason(row: Reason, terms: Mapping[int, Terms]) -> OwnReason:
    # A clearing score is what somebody else scored; in the texts it stands as have and need.
    outbid = row.code in ("clearing_score", "rule")
    return OwnReason(
        scheme=row.run.scheme.name,
        run=row.run.ordinal,
        run_number=row.run.number,
        at=row.run.ready_at,
        outcome=row.outcome,
        code=row.code,
        have="" if outbid else row.have,
        need="" if outbid else row.need,
        vacancy=row.other,
        score=row.score,
        needed_band=band(row.price) if outbid and row.price is not None and row.price <= FULL_WEIGHT else None,
        change=str((row.change or {}).get("text", "")),
        contest_until=_until(terms, row.run.scheme_id, row.run.ready_at),
    )


def _own(actor: Actor) -> Any:
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    if not numbers:
        raise NotPermitted("own.read")
    return Candidate.objects.visible_to(actor).filter(person__number__in=numbers)


def is_staff_of(actor: Actor, scheme: int) -> bool:
    """Whether the actor reads every case of a scheme, not only some organisation's or their own."""
    grants = actor.granting(Permission.MATCH_READ)
    return actor.is_system or any(one.scheme == scheme and REACH[one.role] in STAFF for one in grants)
