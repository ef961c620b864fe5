"""What is to be settled and taken along before a stay ends."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

ENTITLEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "final_pay": Text("Final pay, with overtime and extras"),
        "leave": Text("Leave that was not taken"),
        "deposit": Text("Deposits (housing, keys, cards)"),
        "contributions": Text("Statement of social contributions paid"),
        "tax": Text("Tax: what is owed or paid back"),
    }
)
DOCUMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "experience": Text("Certificate of experience"),
        "courses": Text("Certificates of courses"),
        "payslips": Text("All payslips"),
        "tax_papers": Text("Yearly statement for the tax office"),
        "contract": Text("The signed contract"),
        "medical": Text("Medical papers, if there are any"),
    }
)
ITEMS: Mapping[str, Text] = MappingProxyType({**ENTITLEMENTS, **DOCUMENTS})
# not_due: this person has no claim to it, or does not need it.
STATES: Mapping[str, Text] = MappingProxyType(
    {
        "open": Text("open"),
        "asked": Text("asked for"),
        "received": Text("received"),
        "not_due": Text("not due"),
    }
)


def still_open(states: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of what is neither received nor found not to be due, in the order of the list."""
    return tuple(code for code in ITEMS if states.get(code, "open") in {"open", "asked"})
