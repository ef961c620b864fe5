"""Business plans: their sections, what is asked, and why one is refused."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

SECTIONS: Mapping[str, Text] = MappingProxyType(
    {
        "idea": Text("What the business does"),
        "customers": Text("Who buys, and why"),
        "competition": Text("Who else offers it"),
        "means": Text("What is needed to begin"),
        "skills": Text("What the person knows and can do"),
        "risks": Text("What could go wrong"),
    }
)
TABLES: Mapping[str, Text] = MappingProxyType(
    {"costs": Text("Costs"), "income": Text("Income of the first year"), "funding": Text("Who pays")}
)
KINDS: Mapping[str, Text] = MappingProxyType(
    {"grant": Text("Grant"), "micro_credit": Text("Micro-credit"), "prize": Text("Prize")}
)
REFUSALS: Mapping[str, Text] = MappingProxyType(
    {
        "below_the_line": Text("Other plans scored higher and the money is shared out"),
        "not_viable": Text("The committee does not see how the costs can be earned back"),
        "not_complete": Text("The plan leaves open what the committee must know"),
        "outside_the_call": Text("The plan is not of the kind that is funded here"),
        "funded_elsewhere": Text("The same costs are paid by somebody else"),
    }
)
NEEDED = ("idea", "customers", "means")


def missing(sections: Mapping[str, str], costs: Iterable[Decimal], asked: Decimal | None) -> list[str]:
    """What must be there before a plan is handed in: codes of sections, ``costs``, ``asked``.

    >>> missing({"idea": "Bread", "customers": "The village", "means": ""}, [], Decimal(0))
    ['means', 'costs', 'asked']
    """
    lacking = [code for code in NEEDED if not sections.get(code, "").strip()]
    if not any(amount > 0 for amount in costs):
        lacking.append("costs")
    if asked is None or asked <= 0:
        lacking.append("asked")
    return lacking
