"""What is still open after a refusal."""

from collections.abc import Collection, Iterable

from passerelle.domain.pathways.assess import Finding
from passerelle.domain.pathways.verdicts import Verdict

_ORDER = {Verdict.MET: 0, Verdict.NOT_ASSESSABLE: 1}


def alternatives(findings: Iterable[Finding], refused: Collection[str] = ()) -> tuple[Finding, ...]:
    """Routes not refused and without a condition known to fail: fewest unknown conditions first."""
    left = [
        one for one in findings if one.is_open and one.route.id not in refused and one.route.kind != "procedure"
    ]
    return tuple(sorted(left, key=lambda one: (_ORDER[one.verdict], _unknown(one), one.route.id)))


def _unknown(finding: Finding) -> int:
    return sum(one.verdict is Verdict.NOT_ASSESSABLE for one in finding.conditions)
