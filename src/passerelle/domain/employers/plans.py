"""Accommodation and welfare plans: what they state, and the way from draft to accepted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text


@dataclass(frozen=True, slots=True)
class PlanField:
    """One thing that a plan states."""

    code: str
    label: Text
    needed: bool = True
    number: bool = False
    choices: Mapping[str, Text] | None = None


LODGING = MappingProxyType(
    {
        "house": Text("House"),
        "flat": Text("Flat"),
        "room": Text("Room in a shared home"),
        "hostel": Text("Hostel"),
        "on_site": Text("Building on the work site"),
        "mobile": Text("Caravan or container"),
    }
)
# The fields follow the accommodation plan of Australia's PALM scheme (approved employer guidelines).
ACCOMMODATION = (
    PlanField("type", Text("Kind of lodging"), choices=LODGING),
    PlanField("address", Text("Address")),
    PlanField("owner", Text("Owner, and any conflict of interest")),
    PlanField("bond", Text("Deposit asked of the worker (0 when none)"), number=True),
    PlanField("occupancy", Text("People at most"), number=True),
    PlanField("sleeping", Text("How people sleep: rooms, beds, who shares")),
    PlanField("cost", Text("Cost for one person and month (0 when free)"), number=True),
    PlanField("cost_basis", Text("How the cost was worked out")),
    PlanField("photo", Text("Where photographs can be seen"), needed=False),
)
WELFARE = (
    PlanField("contact", Text("Contact person and how to reach them")),
    PlanField("languages", Text("Languages of the contact person")),
    PlanField("distance_km", Text("Distance to the workers, in kilometres"), number=True),
    PlanField("rhythm_days", Text("A visit every so many days"), number=True),
    PlanField("briefing", Text("Briefing on arrival: when, by whom, about what")),
    PlanField("channel", Text("Channel for worries, independent of the superior")),
)
KINDS: Mapping[str, tuple[PlanField, ...]] = MappingProxyType(
    {"accommodation": ACCOMMODATION, "welfare": WELFARE}
)
KIND_NAMES: Mapping[str, Text] = MappingProxyType(
    {"accommodation": Text("Accommodation plan"), "welfare": Text("Welfare plan")}
)
STATES = ("draft", "submitted", "accepted", "sent_back")
# state -> what may follow; an accepted or sent-back version is never changed, a new one is written.
NEXT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"draft": ("submitted",), "submitted": ("accepted", "sent_back"), "accepted": (), "sent_back": ()}
)


def must_follow(before: str, after: str) -> None:
    """Refuse a step that the state does not allow (``wrong_state``)."""
    if after not in NEXT[before]:
        message = Text("This plan cannot take this step now.")
        raise Refused([Problem("wrong_state", message, Text("Open the plan again and see where it stands."))])


def must_be_whole(kind: str, content: Mapping[str, str]) -> None:
    """Refuse a plan that leaves out what is needed or gives words for a number (``plan_incomplete``)."""
    problems = list(_faults(kind, content))
    if problems:
        raise Refused(problems)


def cleaned(kind: str, content: Mapping[str, str]) -> dict[str, str]:
    """The fields of this kind, without spaces around them; what belongs to no field is left out."""
    return {field.code: str(content.get(field.code, "")).strip() for field in KINDS[kind]}


def _faults(kind: str, content: Mapping[str, str]) -> Iterator[Problem]:
    for field in KINDS[kind]:
        text = content.get(field.code, "").strip()
        names = {"field": field.label}
        if field.needed and not text:
            message = Text("“%(field)s” is missing.", names)
            yield Problem("plan_incomplete", message, Text("Fill it in before handing in."), column=field.code)
        elif field.number and text and not _is_number(text):
            message = Text("“%(field)s” is not a number.", names)
            yield Problem("not_a_number", message, Text("Write figures only, such as 250."), column=field.code)
        elif field.choices is not None and text and text not in field.choices:
            yield Problem("unknown_code", Text("Choose one from the list."), column=field.code)


def _is_number(text: str) -> bool:
    whole, _, rest = text.replace(",", ".").partition(".")
    return whole.isdecimal() and (not rest or rest.isdecimal()) and len(text) < 12
