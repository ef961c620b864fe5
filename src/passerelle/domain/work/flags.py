"""What becomes of a flag: looked at by somebody independent of the employer, then closed with a code."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

OUTCOMES: Mapping[str, Text] = MappingProxyType(
    {
        "corrected": Text("Put right by the employer"),
        "explained": Text("Explained: the contract or the law allows it"),
        "repaid": Text("Repaid to the worker"),
        "passed_on": Text("Passed on to the labour inspectorate, as the worker decided"),
        "not_resolved": Text("Not resolved"),
        "by_mistake": Text("The statement was a mistake"),
    }
)
CHOICES = ("tell", "do_not_tell")  # the worker's, on the labour inspectorate


def may_pass_on(choice: str) -> bool:
    """The inspectorate is told of a person's case only when that person said so."""
    return choice == "tell"
