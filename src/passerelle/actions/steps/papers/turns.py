"""Whose turn it is on a paper, and the message with the link that tells them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from passerelle.actions.steps.papers.links import LinkFor, new_links
from passerelle.actions.steps.writing import Writing
from passerelle.domain.signing.papers import Party, whose_turn
from passerelle.records.signing.models import Paper, Signature, SignedLink

WHY = "the subject of the paper was reached"


def party_of(row: Signature) -> Party:
    """The party as the rules see it."""
    return Party(row.ordinal, row.role, row.name, row.signed_at, row.refused_at)


def in_turn_now(paper: Paper, rows: Sequence[Signature]) -> tuple[Party, ...]:
    """Who may sign this paper now."""
    if paper.withdrawn_at is not None:
        return ()
    return whose_turn([party_of(one) for one in rows], in_turn=paper.in_turn)


def lock_papers(papers: Iterable[int]) -> tuple[dict[int, Paper], dict[int, list[Signature]]]:
    """The papers, locked one after the other, and all their signatures."""
    rows = Paper.objects.unscoped(WHY).filter(pk__in=list(papers)).order_by("pk")
    found = {row.pk: row for row in rows.select_for_update(of=("self",)).select_related("scheme")}
    by_paper: dict[int, list[Signature]] = {pk: [] for pk in found}
    for row in Signature.objects.filter(paper__in=list(found)):
        by_paper[row.paper_id].append(row)
    return found, by_paper


def invite(note: Writing, papers: Iterable[tuple[Paper, Sequence[Signature]]], *, at: datetime) -> None:
    """Ask everybody whose turn has come. A constant number of queries."""
    fresh = []
    for paper, rows in papers:
        turn = {one.ordinal for one in in_turn_now(paper, rows)}
        fresh += [(paper, one) for one in rows if one.ordinal in turn and one.invited_at is None]
    for _, row in fresh:
        row.invited_at = at
    Signature.objects.bulk_update([row for _, row in fresh], ["invited_at"], batch_size=500)
    send_links(note, [(paper, row) for paper, row in fresh if row.recipient], "sign_asked", at=at)


def send_links(note: Writing, rows: Sequence[tuple[Paper, Signature]], template: str, *, at: datetime) -> None:
    """One message each, with the link that is still open or a new one."""
    signatures = [row.pk for _, row in rows]
    usable = SignedLink.objects.filter(signature__in=signatures, revoked_at__isnull=True, used_at__isnull=True)
    held = {link.signature_id: link for link in usable.filter(expires_at__gt=at)}
    asked = [
        LinkFor("sign", paper.number, paper.scheme_id, row.recipient, row.language, row)
        for paper, row in rows
        if row.pk not in held
    ]
    held |= {link.signature_id: link for link in new_links(asked, at=at)}
    for paper, row in rows:
        facts: dict[str, object] = {"scheme": paper.scheme.name, "link": held[row.pk].seed}
        note.tell(row.recipient, template, facts, language=row.language)


def links_served(rows: Iterable[Signature], *, at: datetime) -> None:
    """The links of these signatures have done their work. One query."""
    links = SignedLink.objects.filter(signature__in=[row.pk for row in rows], used_at__isnull=True)
    links.filter(revoked_at__isnull=True).update(used_at=at)
