"""Which rules cannot be met together: an irreducible set, found by leaving rules out one at a time."""

from collections.abc import Sequence

import numpy as np

from passerelle.domain.matching.effort import Effort
from passerelle.domain.matching.graph import Graph, RuleRow
from passerelle.domain.matching.integer import optimise


def can_be_met(graph: Graph, rows: Sequence[RuleRow]) -> bool:
    """Whether some choice meets every row; places and allowances always hold."""
    if all(row.limit >= 0 for row in rows):
        return True  # placing nobody meets them all
    return optimise(graph, np.zeros(graph.size), rows, Effort()) is not None


def irreducible_clash(graph: Graph, rows: Sequence[RuleRow]) -> list[str]:
    """Names of rules, in order, that cannot be met together although all but any one of them can.

    Empty when all rules can be met. A rule is left out with all its groups.
    """
    if can_be_met(graph, rows):
        return []
    kept = list(dict.fromkeys(row.rule for row in rows))
    for name in list(kept):
        fewer = [other for other in kept if other != name]
        if not can_be_met(graph, [row for row in rows if row.rule in fewer]):
            kept = fewer
    return kept
