"""A published run checked from its own files: feasibility, value, and the bound that its prices prove.

A run's folder holds, beside placements.csv and run.json, the inputs byte for byte (pairs.csv, posts.csv,
candidates.csv, rules.toml) or the frozen instance (instance.npz), and prices.csv: ``stage, kind, name,
price`` with stage ``score`` or ``placements``, kind ``post``, ``rule`` (the row's place among the rows,
from 0) or ``count`` (the row "at least as many placements as can be"). Prices are fixed-point numbers with
nine decimals (twelve where scores have no common step). Any non-negative prices prove a bound, so a wrong
price can loosen the proof, never forge it.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from passerelle.domain.matching import duals
from passerelle.domain.matching.graph import Floats, Graph, Ints, RuleRow, Sense
from passerelle.domain.matching.proof import sharpen, total
from passerelle.domain.matching.solve import count_row, solve

FIXED = 1_000_000_000  # prices are whole numbers of thousand-millionths
STRICT = 1e-12
_LARGEST = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Duals of one stage: one per post, one per row, and one of the count row."""

    posts: Floats
    rows: Floats
    count: float = 0.0


@dataclass(slots=True)
class Verdict:
    """What the check found; ``faults`` is empty when the run holds."""

    value: float = 0.0
    bound: float = 0.0
    bound_by: str = "prices"
    exact: bool = False
    violations: int = 0
    faults: list[str] = field(default_factory=list)


def broken(graph: Graph, rows: Sequence[RuleRow], chosen: Ints) -> list[str]:
    """What a choice breaks: allowances, places, rules."""
    given = np.bincount(graph.candidate[chosen], minlength=graph.allowance.size)
    held = np.bincount(graph.post[chosen], minlength=graph.places.size)
    faults = [f"candidate {index} has too many posts" for index in np.flatnonzero(given > graph.allowance)]
    faults += [f"post {index} has too few places" for index in np.flatnonzero(held > graph.places)]
    return faults + [f"rule {row.rule} {row.group}".strip() for row in rows if row.violated(chosen)]


def proven_bound(
    graph: Graph, gains: Floats, rows: Sequence[RuleRow], prices: Prices, most: int | None = None
) -> tuple[float, bool]:
    """The bound on the sum of gains that the prices prove, and whether it was summed in whole numbers.

    With ``most`` the sum is over choices with at least that many placements.
    """
    if most is not None:
        rows = [*rows, count_row(graph, most)]
        prices = Prices(prices.posts, np.append(prices.rows, prices.count))
    exact = _whole_bound(graph, gains, rows, prices)
    if exact is not None:
        return sharpen(float(exact), gains), True
    posts, multipliers = np.maximum(prices.posts, 0.0), np.maximum(prices.rows, 0.0)
    reduced = duals.reduced_gains(graph, gains, rows, prices=posts, multipliers=multipliers)
    return sharpen(duals.bound(graph, rows, reduced, prices=posts, multipliers=multipliers), gains), False


def _whole_bound(graph: Graph, gains: Floats, rows: Sequence[RuleRow], prices: Prices) -> Fraction | None:
    """The bound in fixed-point whole numbers; ``None`` when an amount is not whole or a sum could overflow."""
    amounts = [gains, *(row.coefficients for row in rows), np.array([row.limit for row in rows])]
    if not all(np.all(part == np.round(part)) for part in amounts):
        return None
    posts = np.maximum(np.round(prices.posts * FIXED), 0.0)
    multipliers = np.maximum(np.round(prices.rows * FIXED), 0.0)
    reach = np.abs(gains).max(initial=0.0) * FIXED + posts.max(initial=0.0)
    reach += sum(
        m * np.abs(row.coefficients).max(initial=0.0) for m, row in zip(multipliers, rows, strict=True)
    )
    if reach * max(1, int(graph.allowance.sum())) > _LARGEST:
        return None
    reduced = gains.astype(np.int64) * FIXED - posts.astype(np.int64)[graph.post]
    for multiplier, row in zip(multipliers, rows, strict=True):
        reduced[row.edges] -= int(multiplier) * row.coefficients.astype(np.int64)
    drawn = duals.best_whole_sum(graph, reduced)
    paid = sum(int(price) * int(places) for price, places in zip(posts, graph.places, strict=True))
    paid += sum(int(m) * int(row.limit) for m, row in zip(multipliers, rows, strict=True))
    return Fraction(drawn + paid, FIXED)


def check(
    graph: Graph, rows: Sequence[RuleRow], chosen: Ints, *, claim: dict[str, object], stages: dict[str, Prices]
) -> Verdict:
    """Compare a published ``claim`` (run.json) with what its placements and prices give.

    A bound found by branch and bound is tighter than prices can prove: it is then searched again.
    """
    sense: Sense = "min" if claim.get("sense") == "min" else "max"
    gains = graph.score if sense == "max" else -graph.score
    sign = 1.0 if sense == "max" else -1.0
    verdict = Verdict(value=total(graph.score, chosen))
    faults = broken(graph, rows, chosen)
    verdict.violations, verdict.faults = len(faults), faults
    counts = sense == "min" or claim.get("objective") == "placements-then-score"
    most = len(chosen) if counts else None
    bound, verdict.exact = proven_bound(graph, gains, rows, stages["score"], most)
    verdict.bound = sign * bound + 0.0
    claimed_bound, claimed_value = _number(claim.get("bound")), _number(claim.get("value"))
    if sign * (verdict.bound - claimed_bound) > _slack(claimed_bound) and not faults:
        verdict.bound_by = "search"
        # A run may have been asked for a smaller gap than the default: then the search is as strict.
        for gap in (0.0, STRICT):
            again = solve(graph, rows, sense=sense, gap=gap, placements_first=counts)
            verdict.bound = again.bound
            if sign * (verdict.bound - claimed_bound) <= _slack(claimed_bound):
                break
        if counts and len(again.chosen) != len(chosen):
            verdict.faults.append("more candidates can be placed")
    if abs(verdict.value - claimed_value) > _slack(claimed_value):
        verdict.faults.append(f"the value is {verdict.value:g}, not {claimed_value:g}")
    if sign * (verdict.bound - claimed_bound) > _slack(claimed_bound):
        verdict.faults.append(f"the bound is {verdict.bound:g}, not {claimed_bound:g}")
    if most is not None and verdict.bound_by == "prices":
        _check_most(graph, rows, most, stages["placements"], verdict)
    return verdict


def _check_most(graph: Graph, rows: Sequence[RuleRow], most: int, prices: Prices, verdict: Verdict) -> None:
    bound, exact = proven_bound(graph, np.ones(graph.size), rows, prices)
    verdict.exact = verdict.exact and exact
    if bound >= most + 1 and len(solve(graph, rows, placements_first=True).chosen) > most:
        verdict.faults.append("more candidates can be placed")


def _slack(number: float) -> float:
    return 1e-9 * max(1.0, abs(number))


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def prices_file(posts: Sequence[str], stages: dict[str, Prices]) -> bytes:
    """prices.csv: every price above zero, of each stage."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["stage", "kind", "name", "price"])
    for stage, prices in stages.items():
        for index in np.flatnonzero(prices.posts > 0).tolist():
            writer.writerow([stage, "post", posts[index], _shown(prices.posts[index])])
        for index in np.flatnonzero(prices.rows > 0).tolist():
            writer.writerow([stage, "rule", index, _shown(prices.rows[index])])
        if prices.count > 0:
            writer.writerow([stage, "count", "", _shown(prices.count)])
    return out.getvalue().encode()


def _shown(price: float) -> str:
    return f"{price:.12f}".rstrip("0").rstrip(".")


def read_prices(content: bytes, posts: Sequence[str], rows: int) -> dict[str, Prices]:
    """The stages of a prices.csv; ``ValueError`` or ``KeyError`` when it does not fit the run."""
    place = {post: index for index, post in enumerate(posts)}
    found = {stage: (np.zeros(len(posts)), np.zeros(rows), [0.0]) for stage in ("score", "placements")}
    for line in csv.DictReader(io.StringIO(content.decode())):
        of_posts, of_rows, count = found[line["stage"]]
        price = float(line["price"])
        if line["kind"] == "post":
            of_posts[place[line["name"]]] = price
        elif line["kind"] == "rule":
            of_rows[int(line["name"])] = price
        else:
            count[0] = price
    return {stage: Prices(a, b, c[0]) for stage, (a, b, c) in found.items()}
