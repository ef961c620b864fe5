"""What follows once everybody has signed a paper, by its kind; each room adds its row."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from passerelle.actions.steps.papers.contracts_signed import contracts_signed
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.records.signing.models import Paper

Follow = Callable[[Writing, Sequence[Paper], Actor, datetime], None]

FOLLOWS: Mapping[str, tuple[Follow, ...]] = {
    "contract": (contracts_signed,),
    "agreement": (contracts_signed,),
}


def when_signed(note: Writing, papers: Sequence[Paper], *, actor: Actor, at: datetime) -> None:
    """Run what follows, kind by kind, for all papers of a kind at once."""
    for kind in sorted({paper.kind for paper in papers}):
        for follow in FOLLOWS.get(kind, ()):
            follow(note, [paper for paper in papers if paper.kind == kind], actor, at)
