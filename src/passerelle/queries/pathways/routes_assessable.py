"""How much of the law can be assessed on what records hold: people, their vacancies, every route there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.assess import Finding, check
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.verdicts import Verdict
from passerelle.queries.pathways.route_case import Pair, cases_for
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "referrals of candidacies that were reached"
_OF_THE_LAW = {"no_value", "no_reference", "no_rule", "state_decides", "authority_may_refuse", "anchor_unknown"}
PART = 500  # pairs whose facts are read together


@dataclass(slots=True)
class Assessable:
    """Counts of verdicts over routes and over conditions, and what the unknown ones lack."""

    pairs: int = 0
    at_home: int = 0  # people whose vacancy lies where they live: no route is needed, so none is counted
    routes: Counter[str] = field(default_factory=Counter)
    conditions: Counter[str] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)
    law_unknown: int = 0  # of the unknown conditions: no value, content or national choice is known here

    @property
    def share_of_routes(self) -> float | None:
        """The part of person-route pairs that cannot be assessed; ``None`` without any."""
        return _share(self.routes)

    @property
    def share_of_conditions(self) -> float | None:
        """The part of conditions that cannot be assessed; ``None`` without any."""
        return _share(self.conditions)


def routes_assessable(
    actor: Actor, *, on: date, scheme: str | None = None, most: int | None = None
) -> Assessable:
    """Check people against the routes of one vacancy each: that of their referral, else one of the scheme's.

    ``most`` people of each scheme, in the order of their rows. Queries by the number of schemes and parts.
    """
    actor.must(Permission.PATHWAY_READ)
    found = Assessable()
    for pairs in _parts(actor, scheme, most):
        for (_, vacancy), case in zip(pairs, cases_for(pairs, on), strict=True):
            if case.get("job.country") and case.get("job.country") == case.get("person.residence"):
                found.at_home += 1
                continue
            served = book().serving(vacancy.route) if vacancy.route else tuple(book().routes.values())
            found.pairs += 1
            for one in check(case, on=on, routes=served):
                _count(found, one)
    return found


def _parts(actor: Actor, scheme: str | None, most: int | None) -> Iterator[list[Pair]]:
    people = Candidate.objects.visible_to(actor).filter(withdrawn_on__isnull=True).select_related("person")
    offers = Vacancy.objects.visible_to(actor).order_by("pk")
    schemes = offers.values_list("scheme_id", "scheme__code").order_by("scheme_id").distinct()
    for key, code in schemes:
        if scheme not in (None, code):
            continue
        mine = list(offers.filter(scheme=key))
        referred = _referred(key)
        rows = list(people.filter(scheme=key).order_by("pk")[:most])
        by_key = {one.pk: one for one in mine}
        pairs = [
            (one, by_key.get(referred.get(one.pk, 0), mine[place % len(mine)]))
            for place, one in enumerate(rows)
        ]
        yield from (pairs[first : first + PART] for first in range(0, len(pairs), PART))


def _referred(scheme: int) -> dict[int, int]:
    rows = Referral.objects.unscoped(WHY).filter(candidate__scheme=scheme, ended_at__isnull=True)
    return dict(rows.order_by("pk").values_list("candidate_id", "vacancy_id"))


def _count(found: Assessable, one: Finding) -> None:
    found.routes[one.verdict.value] += 1
    for condition in one.conditions:
        found.conditions[condition.verdict.value] += 1
        if condition.verdict is Verdict.NOT_ASSESSABLE:
            found.lacking.update(condition.missing[:1])
            found.law_unknown += condition.why in _OF_THE_LAW


def _share(counts: Counter[str]) -> float | None:
    whole = counts.total()
    return counts[Verdict.NOT_ASSESSABLE.value] / whole if whole else None
