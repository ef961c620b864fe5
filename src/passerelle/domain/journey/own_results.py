"""What counts as placed on each kind of track: its own result, not one stage's name for all."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

# Kind of track -> the stages that show its result once a case has reached one of them.
OWN_RESULT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "home": ("working_at_home",),
        "mobility": ("in_placement", "working_remotely"),
        "remote": ("working_remotely",),
        "study": ("graduated",),
        "internship": ("in_internship",),
        "business_visit": ("partnership_signed",),
        "seasonal": ("business_formalised",),
    }
)
DEFINITIONS: Mapping[str, Text] = MappingProxyType(
    {
        "home": Text("works at home"),
        "mobility": Text("has begun the work abroad, or works for the employer from home"),
        "remote": Text("works for the employer from home"),
        "study": Text("has graduated"),
        "internship": Text("has begun the internship"),
        "business_visit": Text("the firm has signed a partnership"),
        "seasonal": Text("the business at home is registered"),
    }
)
STAGES = frozenset(stage for stages in OWN_RESULT.values() for stage in stages)


def placed(reached: Iterable[tuple[int, str, str]], kinds: Mapping[str, str]) -> dict[str, set[int]]:
    """Candidacies by kind of track that reached their own track's result.

    ``reached``: candidacy, track and stage of each change; ``kinds``: the kind of each track.
    """
    found: dict[str, set[int]] = {}
    for candidate, track, stage in reached:
        kind = kinds.get(track, "")
        if stage in OWN_RESULT.get(kind, ()):
            found.setdefault(kind, set()).add(candidate)
    return found
