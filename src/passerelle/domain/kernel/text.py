"""A sentence for people: written once in English beside its rule, translated at the door."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """An English template with named ``%(name)s`` places; doors translate ``template``, then fill it in.

    The message tool collects every literal first argument of ``Text(...)`` into the catalogues.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template
