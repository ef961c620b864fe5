"""From cleaned forms to what the actions take."""

from typing import Any

from passerelle.actions.reintegration.businesses import Registered
from passerelle.actions.reintegration.ventures import Venture
from passerelle.domain.reintegration.ventures import SECTIONS, TABLES
from passerelle.records.reintegration.models import BusinessPlan, ReintegrationPlan


def registered(facts: dict[str, Any]) -> Registered:
    """What a register says."""
    return Registered(**facts)


def venture(facts: dict[str, Any]) -> Venture:
    """What a business plan says."""
    plain = {name: facts[name] for name in ("kind", "title", "currency", "asked", "sector", "region")}
    tables = {name: facts[name] for name in TABLES}
    return Venture(**plain, **tables, sections={code: facts[code] for code in SECTIONS})


def initial(plan: BusinessPlan) -> dict[str, Any]:
    """A draft as its form shows it."""
    plain = {name: getattr(plan, name) for name in ("kind", "title", "currency", "asked", "sector", "region")}
    tables = {
        name: "\n".join(f"{one['what']}: {one['amount']}" for one in getattr(plan, name)) for name in TABLES
    }
    return {**plain, **plan.sections, **tables}


def kept_wish(plan: ReintegrationPlan) -> dict[str, Any]:
    """What the person wants, as its form shows it."""
    return {name: getattr(plan, name) for name in ("wish", "region", "sector")}


def kept_needs(plan: ReintegrationPlan) -> dict[str, Any]:
    """What is needed, as its form shows it: a tick and a few words for each."""
    needs = list(plan.needs.all())
    return {one.code: True for one in needs} | {f"{one.code}_note": one.note for one in needs}
