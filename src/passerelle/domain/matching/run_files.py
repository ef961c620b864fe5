"""The published files of a bare run: placements.csv, prices.csv and run.json."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

import numpy as np

from passerelle.domain.matching.certificate import Prices, prices_file
from passerelle.domain.matching.graph import Graph, RuleRow, Sense, Solution
from passerelle.domain.matching.instance import Instance
from passerelle.domain.matching.rule_prices import RulePrice


def csv_file(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A comma-separated file with LF line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode()


def json_file(value: object) -> bytes:
    """A JSON file for people and programs; NaN and infinity are refused with ``ValueError``."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def shown_score(score: float) -> str:
    """A score as short as it can be written without loss."""
    return str(int(score)) if score == int(score) and abs(score) < 2**53 else repr(score)


def placements_file(instance: Instance, solution: Solution) -> bytes:
    """placements.csv: candidate, post, score, sorted by candidate."""
    graph = instance.graph
    lines = [
        (
            instance.candidates[graph.candidate[edge]],
            instance.posts[graph.post[edge]],
            shown_score(float(graph.score[edge])),
        )
        for edge in solution.chosen
    ]
    return csv_file(("candidate", "post", "score"), sorted(lines))


def stages(solution: Solution) -> dict[str, Prices]:
    """The duals of a solution by stage, as prices.csv holds them."""
    found = {"score": Prices(solution.prices, solution.multipliers, solution.floor_price)}
    if solution.most is not None:
        found["placements"] = Prices(solution.count_prices, solution.count_multipliers)
    return found


def rule_lines(
    rows: Sequence[RuleRow], solution: Solution, prices: Sequence[RulePrice]
) -> list[dict[str, object]]:
    """One entry for each group of each rule: name, group, used, limit, price_placed, price_value."""
    by_rule = {price.rule: price for price in prices}
    lines: list[dict[str, object]] = []
    for row in rows:
        price = by_rule.get(row.rule)
        lines.append(
            {
                "name": row.rule,
                "group": row.group,
                "used": row.used(solution.chosen),
                "limit": row.shown_limit,
                "price_placed": price.placed if price else None,
                "price_value": price.value if price else None,
            }
        )
    return lines


def run_keys(
    graph: Graph,
    rows: Sequence[RuleRow],
    solution: Solution,
    *,
    prices: Sequence[RulePrice],
    sense: Sense,
    seconds: float,
) -> dict[str, object]:
    """The keys of run.json that every run has; value, bound and gap are null when there is no answer."""
    infeasible = solution.status == "infeasible"
    finite = bool(np.isfinite(solution.bound)) and not infeasible
    return {
        "status": solution.status,
        "sense": sense,
        "value": None if infeasible else solution.value,
        "bound": solution.bound if finite else None,
        "gap": solution.gap if finite else None,
        "violations": sum(row.violated(solution.chosen) for row in rows) if not infeasible else 0,
        "placed": len(solution.chosen),
        "places": int(graph.places.sum()),
        "seconds": round(seconds, 3),
        "method": solution.method,
        "rules": rule_lines(rows, solution, prices),
        "clash": list(solution.clash),
    }


def prices_csv(posts: Sequence[str], solution: Solution) -> bytes:
    """prices.csv of a solution."""
    return prices_file(posts, stages(solution))
