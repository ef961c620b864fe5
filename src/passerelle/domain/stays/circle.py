"""The circle of helpers of a stay: roles, what a mentor may see, meetings, knowledge passed on."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

ROLES: Mapping[str, Text] = MappingProxyType(
    {
        "mentor": Text("mentor"),
        "colleague": Text("colleague at work"),
        "trainer": Text("trainer or teacher"),
        "neighbour": Text("neighbour or friend"),
        "community": Text("association or community"),
        "home": Text("contact at home"),
    }
)
# What a person may let a mentor see besides her name; nothing else of her file is ever shown to one.
SHARES: Mapping[str, Text] = MappingProxyType(
    {
        "contact": Text("my telephone number and e-mail address"),
        "stay": Text("where I am and until when"),
        "courses": Text("the courses that I take, with their results"),
        "plan": Text("what I plan for the end of the stay"),
    }
)
ENDS: Mapping[str, Text] = MappingProxyType(
    {
        "changed": Text("somebody else took over"),
        "stay_over": Text("the stay is over"),
        "helper_stopped": Text("the helper stopped"),
        "person_asked": Text("the person asked for it"),
        "entered_in_error": Text("entered by mistake"),
    }
)
MEETINGS: Mapping[str, Text] = MappingProxyType(
    {
        "in_person": Text("in person"),
        "telephone": Text("by telephone"),
        "video": Text("by video"),
        "messages": Text("by messages"),
        "group": Text("with others"),
    }
)
AUDIENCES: Mapping[str, Text] = MappingProxyType(
    {
        "colleagues": Text("colleagues at the host"),
        "home_firm": Text("a firm or cooperative at home"),
        "home_school": Text("a school or training centre at home"),
        "home_office": Text("an office or service at home"),
        "community": Text("an association or community"),
    }
)


def as_shared(answer: str, wanted: frozenset[str]) -> tuple[str, ...]:
    """What a mentor sees after the person's answer: nothing without a yes, and only what there is to choose."""
    return tuple(code for code in SHARES if code in wanted) if answer == "yes" else ()
