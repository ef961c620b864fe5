"""What the route asks of the job that somebody would change to, with the days that count for a change."""

from collections.abc import Iterable
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.pathways.assess import Finding, check
from passerelle.domain.pathways.book import book
from passerelle.domain.pathways.case import Case
from passerelle.domain.stays.changes import EMPLOYER
from passerelle.queries.pathways.law_confirmed import confirmed_digests
from passerelle.queries.pathways.route_case import cases_for
from passerelle.records.stays.models import StayChange


def new_jobs(actor: Actor, changes: Iterable[StayChange], *, on: date) -> dict[int, tuple[Finding, ...]]:
    """By change that waits and names a vacancy, the routes of that vacancy; no query where none does.

    The former permit's days do not count: filed is the notice, the contract starts where the wish begins.
    Nothing for whoever may not read legal routes.
    """
    asked = [one for one in changes if one.kind == EMPLOYER and one.vacancy is not None and not one.answer]
    if not asked or not actor.may(Permission.PATHWAY_READ):
        return {}
    confirmed = confirmed_digests(actor)
    pairs = [(one.stay.journey.candidate, one.vacancy) for one in asked if one.vacancy is not None]
    found = {}
    for one, case in zip(asked, cases_for(pairs, on), strict=True):
        begins = one.from_on or case.get("events.contract_start")
        days = {"events.filed": one.noticed_on, "events.contract_start": begins, "events.decided": None}
        facts = {**case.facts, **days, "events.change_of_employer": True}
        known = Case({name: value for name, value in facts.items() if value is not None})
        routes = book().serving(one.vacancy.route if one.vacancy else None)
        found[one.pk] = check(known, on=on, routes=routes, confirmed=confirmed)
    return found
