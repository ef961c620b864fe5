"""What an explanation of any pair needs of a finished run beside the two profiles; small, kept with the run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from passerelle.domain.matching.plan import Plan
from passerelle.domain.matching.scoring import Scale
from passerelle.domain.matching.snapshot import known
from passerelle.domain.schemes.building import build
from passerelle.domain.schemes.scheme import Scheme


@dataclass(frozen=True, slots=True)
class RowState:
    """A rule row after the run: its price, its load and its limit in the solver's direction."""

    price: float
    load: float
    limit: float


@dataclass(frozen=True, slots=True)
class Context:
    """A finished run in small: scheme, day, rarities, clearing prices, rule rows, who is placed.

    ``capacity_only``: only places bind, so that a score above the price is sure of a place.
    """

    scheme: Scheme
    on: date
    dropped: frozenset[str]
    scale: Scale
    prices: Mapping[str, float]
    open_places: Mapping[str, int]
    rows: Mapping[tuple[str, str], RowState]
    placed: Mapping[str, tuple[str, ...]]
    capacity_only: bool

    def as_dict(self) -> dict[str, Any]:
        """JSON values; ``read_context`` is the way back."""
        return {
            "scheme": known(self.scheme.normalised()),
            "on": self.on.isoformat(),
            "dropped": sorted(self.dropped),
            "rarity": dict(self.scale.rarity),
            "isco_of": dict(self.scale.isco_of),
            "prices": dict(self.prices),
            "open_places": dict(self.open_places),
            "rows": [[*key, row.price, row.load, row.limit] for key, row in self.rows.items()],
            "placed": {key: list(values) for key, values in self.placed.items()},
            "capacity_only": self.capacity_only,
        }


def read_context(kept: Mapping[str, Any]) -> Context:
    """A context from its JSON values."""
    scheme = build(kept["scheme"])
    return Context(
        scheme=scheme,
        on=date.fromisoformat(kept["on"]),
        dropped=frozenset(kept["dropped"]),
        scale=Scale(scheme.weights, kept["rarity"], kept["isco_of"]),
        prices=kept["prices"],
        open_places=kept["open_places"],
        rows={(rule, group): RowState(*state) for rule, group, *state in kept["rows"]},
        placed={key: tuple(values) for key, values in kept["placed"].items()},
        capacity_only=kept["capacity_only"],
    )


def context_of(plan: Plan) -> Context:
    """The context of a solved run."""
    vacancies, graph = plan.inputs.vacancies, plan.allotment.graph
    placed: dict[str, tuple[str, ...]] = {}
    for edge in plan.solution.chosen.tolist():
        key = plan.inputs.candidates[graph.candidate[edge]].id
        placed[key] = (*placed.get(key, ()), vacancies[graph.post[edge]].id)
    free = (plan.places - plan.holders).tolist()
    states = zip(plan.allotment.rows, plan.multipliers.tolist(), plan.row_loads().tolist(), strict=True)
    return Context(
        scheme=plan.inputs.scheme,
        on=plan.inputs.on,
        dropped=plan.inputs.dropped,
        scale=plan.pairs.sides.scale,
        prices={one.id: price for one, price in zip(vacancies, plan.prices.tolist(), strict=True)},
        open_places={one.id: left for one, left in zip(vacancies, free, strict=True)},
        rows={(row.rule, row.group): RowState(price, load, row.limit) for row, price, load in states},
        placed=placed,
        capacity_only=plan.allotment.capacity_only,
    )
