"""Do the act and the weights of the matching hold together?"""

from collections.abc import Iterator

from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.scoring import CRITERIA, WHOLE
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.scheme import FULL_WEIGHT, PARTS
from passerelle.domain.schemes.sound import Sound


def act_faults(sound: Sound) -> Iterator[Fault]:
    """A shortlist without its length, a length where there is no shortlist, spans the wrong way round."""
    act = sound.top("act") or {}
    shortlist = act.get("kind") == "shortlist"
    if shortlist and "size" not in act:
        message = Text("A shortlist needs its length.")
        yield Fault(path=("act", "size"), code="missing-key", message=message, expected=Text("size = 5"))
    for key in ("size", "sizes"):
        if act and not shortlist and key in act:
            message = Text("Only a shortlist has a length.")
            expected = Text('kind = "shortlist", or no %(key)s.', {"key": key})
            yield Fault(path=("act", key), code="not-for-kind", message=message, expected=expected)
    for country, span in act.get("sizes", {}).items():
        if span["least"] > span["most"]:
            message = Text("The least length is greater than the greatest.")
            expected = Text("least not above most.")
            path = ("act", "sizes", country)
            yield Fault(path=path, code="impossible-number", message=message, expected=expected)


def committee_faults(sound: Sound) -> Iterator[Fault]:
    """Criteria of committees whose points do not sum to 100."""
    stated = sound.top("committees") or {}
    points = [stated[one] for one in CRITERIA if one in stated]
    if points and sum(points) != WHOLE:
        message = Text("The points of the criteria sum to %(total)s.", {"total": sum(points)})
        expected = Text("A sum of %(full)s.", {"full": WHOLE})
        yield Fault(path=("committees",), code="weights-sum", message=message, expected=expected)


def weight_faults(sound: Sound) -> Iterator[Fault]:
    """Weights whose sum is not 10,000."""
    weights = sound.top("weights")
    if not weights:
        return
    total = sum(weights[part] for part in PARTS)
    if total != FULL_WEIGHT:
        message = Text("The weights sum to %(total)s.", {"total": total})
        expected = Text("A sum of %(full)s.", {"full": FULL_WEIGHT})
        yield Fault(path=("weights",), code="weights-sum", message=message, expected=expected)
