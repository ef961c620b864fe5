"""``bench pathways``: one case against every route, in this process, the book already read."""

from datetime import date
from time import perf_counter

from passerelle.commands.bench import Bench
from passerelle.domain.pathways.assess import check
from passerelle.domain.pathways.case_files import case_of

LIMIT_MS = 5
_DAY = date(2026, 6, 2)
# Without a country every route of the book is checked, the widest case there is.
_CASE = {
    "person": {
        "birth_date": "1996-04-02",
        "nationality": "MA",
        "residence": "MA",
        "qualifications": [{"eqf": 6, "date": "2024-07-01", "training_years": 3}],
        "experience": [{"isco": "2512", "from": "2021-01-01", "to": "2025-12-31"}],
        "languages": [{"code": "de", "level": "B1"}, {"code": "en", "level": "C1"}],
    },
    "job": {
        "isco": "2512",
        "contract_months": 24,
        "salary": {"amount": 52_000, "currency": "EUR", "period": "year"},
    },
    "events": {"filed": "2026-06-02"},
}


def run(size: str) -> tuple[float, dict[str, object]]:
    """Median seconds of ``size`` checks of one case against all routes."""
    case, times = case_of(_CASE), []
    check(case, on=_DAY)
    for _ in range(int(size)):
        begun = perf_counter()
        findings = check(case, on=_DAY)
        times.append(perf_counter() - begun)
    median = sorted(times)[len(times) // 2]
    return median, {
        "routes": len(findings),
        "conditions": sum(len(one.conditions) for one in findings),
        "one_check_under_5_ms": median * 1_000 < LIMIT_MS,
        "median_ms": round(median * 1_000, 3),
        "slowest_ms": round(max(times) * 1_000, 3),
    }


BENCH = Bench(size="500", run=run)
