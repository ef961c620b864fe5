"""What the plans of many cases rest on: vacancies, contracts, posts, papers; each read once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from passerelle.domain.journey.transitions import Track
from passerelle.domain.permits.posts import Channel, Wait
from passerelle.domain.schemes.kept import tracks_of_text
from passerelle.records.contracts.models import Contract, ContractVersion
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.pathways.confirmed import digests_in_use
from passerelle.records.permits.models import ConsularPost, PermitFile, PostWait
from passerelle.records.selection.models import Offer, Referral

WHY = "joined to cases within reach"
Pair = tuple[str, str]  # the State, and the country whose people it serves


@dataclass(frozen=True, slots=True)
class Post:
    """What a plan reads of a vacancy."""

    start: date | None
    route: str
    country: str


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """Everything known, by candidacy, case, scheme version, or pair of countries."""

    tracks: Mapping[tuple[int, str], Track]
    destinations: Mapping[int, tuple[str, ...]]  # of a scheme version
    offered: Mapping[int, Post]  # by candidacy
    referred: Mapping[int, Post]
    starts: Mapping[int, date]  # that the newest contract states
    signed: frozenset[int]
    routes: Mapping[int, str]  # of the newest permit file, by case
    papers: frozenset[int]  # cases whose exit papers are complete
    channels: Mapping[Pair, list[Channel]]
    waits: Mapping[Pair, list[Wait]]
    confirmed: frozenset[str]  # parameters of the law that a named person compared


def planned_facts(journeys: QuerySet[Journey]) -> PlannedFacts:
    """The facts of these cases in a constant number of queries, whatever their number."""
    people = journeys.order_by().values("candidate_id")
    versions = SchemeVersion.objects.filter(pk__in=journeys.order_by().values("scheme_version_id"))
    known = list(
        versions.annotate(kept=Cast("facts", TextField())).values_list("pk", "kept", "facts__destinations")
    )
    offers = Offer.objects.filter(candidate__in=people, released_at__isnull=True).order_by("pk")
    referrals = Referral.objects.unscoped(WHY).filter(candidate__in=people, ended_at__isnull=True)
    contracts = Contract.objects.unscoped(WHY).filter(candidate__in=people, ended_on__isnull=True)
    cases = journeys.order_by()
    exits = Dossier.objects.unscoped(WHY).filter(kind="exit", complete_on__isnull=False, journey__in=cases)
    return PlannedFacts(
        tracks={(pk, name): track for pk, kept, _to in known for name, track in tracks_of_text(kept).items()},
        destinations={pk: tuple(to or ()) for pk, _kept, to in known},
        offered=_posts(offers, "place__vacancy"),
        referred=_posts(referrals.order_by("pk"), "vacancy"),
        starts=_starts(contracts),
        signed=frozenset(
            contracts.filter(
                versions__paper__signatures__role__in=("worker", "student"),
                versions__paper__signatures__signed_at__isnull=False,
                versions__paper__withdrawn_at__isnull=True,
            ).values_list("candidate_id", flat=True)
        ),
        routes=_routes(cases),
        papers=frozenset(one for one in exits.values_list("journey_id", flat=True) if one is not None),
        channels=_channels(),
        waits=_waits(),
        confirmed=_confirmed(),
    )


def _posts(rows: QuerySet[Any], vacancy: str) -> dict[int, Post]:
    """Of each candidacy the post of its newest row; a post that many share is built once."""
    columns = [f"{vacancy}__{name}" for name in ("start", "route", "country")]
    built: dict[tuple[date | None, str | None, str | None], Post] = {}
    found = {}
    for candidate, *facts in rows.values_list("candidate_id", *columns):
        start, route, country = facts
        key = (start, route, country)
        if key not in built:
            built[key] = Post(start, route or "", country or "")
        found[candidate] = built[key]
    return found


def _starts(contracts: QuerySet[Contract]) -> dict[int, date]:
    """Of each candidacy the newest version alone: one that states no start takes the former's back."""
    rows = ContractVersion.objects.filter(contract__in=contracts).order_by("pk")
    pairs = rows.values_list("contract__candidate_id", "terms")
    newest = {candidate: terms.get("start") for candidate, terms in pairs}
    return {candidate: date.fromisoformat(said) for candidate, said in newest.items() if said}


def _routes(cases: QuerySet[Journey]) -> dict[int, str]:
    files = PermitFile.objects.unscoped(WHY).filter(journey__in=cases).exclude(route="")
    rows = files.order_by("pk").values_list("journey_id", "route")
    return dict(rows)


def _channels() -> dict[Pair, list[Channel]]:
    found: dict[Pair, list[Channel]] = {}
    for one in ConsularPost.objects.order_by("pk"):
        channel = Channel(one.opened_on, one.closed_on, one.opening_known)
        found.setdefault((one.state, one.country), []).append(channel)
    return found


def _waits() -> dict[Pair, list[Wait]]:
    found: dict[Pair, list[Wait]] = {}
    rows = PostWait.objects.values_list("post__state", "post__country", "days", "on", "source")
    for state, country, days, on, source in rows:
        found.setdefault((state, country), []).append(Wait(days, on, source))
    return found


def _confirmed() -> frozenset[str]:
    return frozenset(digests_in_use())
