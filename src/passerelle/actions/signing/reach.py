"""Papers that the scheme's staff may deal with."""

from collections.abc import Sequence

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.records.signing.models import Paper

# Who deals with a kind of paper: asks, reminds, records, withdraws.
DEALT_WITH_BY = {
    "contract": Permission.CONTRACT_WRITE,
    "agreement": Permission.CONTRACT_WRITE,
    "minutes": Permission.SELECTION_WRITE,
    "pledge": Permission.PROMISE_WRITE,
}


def staff_papers(actor: Actor, numbers: Sequence[str]) -> list[Paper]:
    """The papers with their scheme; ``NotPermitted`` when one of them is out of reach."""
    rows = Paper.objects.visible_to(actor).filter(number__in=list(numbers)).select_related("scheme")
    papers = list(rows.order_by("pk"))
    if not papers or len(papers) != len(set(numbers)):
        raise NotPermitted("paper")
    for paper in papers:
        actor.must(DEALT_WITH_BY[paper.kind], scheme=paper.scheme_id)
    return papers
