"""Partnerships between firms: what they agree on and how far they are."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

# The kinds that WECCO counted (its scheme file says how many of each).
KINDS: Mapping[str, Text] = MappingProxyType(
    {
        "import_export": Text("import or export"),
        "joint_venture": Text("joint venture"),
        "new_product": Text("new product"),
        "other": Text("something else"),
    }
)
STATES: Mapping[str, Text] = MappingProxyType(
    {
        "in_negotiation": Text("in negotiation"),
        "signed": Text("signed"),
        "ended": Text("ended"),
        "not_signed": Text("came to nothing"),
    }
)
NEXT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"in_negotiation": ("signed", "not_signed"), "signed": ("ended",), "ended": (), "not_signed": ()}
)
