"""A paper as one of its parties reads it: both texts, who has signed, what is asked of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem
from passerelle.domain.signing.papers import PaperState, Party, refusal_to_accept, state_of
from passerelle.records.signing.models import READ_BY, Paper, Signature, SignedLink


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party: role, name, and what they did."""

    role: str
    name: str
    invited_at: datetime | None
    reminded_at: datetime | None
    read_at: datetime | None
    signed_at: datetime | None
    refused_at: datetime | None
    reason: str
    channel: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What a party or the staff read of a paper."""

    number: str
    kind: str
    about: str
    title: str
    scheme: str
    scheme_name: str
    language: str
    text: str
    own_language: str  # the other version shown beside it; empty when there is none to show
    own_text: str
    digest: str
    state: PaperState
    parties: tuple[PartyLine, ...]
    mine: int | None  # the reader's own signature, if any
    my_name: str
    my_role: str
    obstacle: Problem | None


def paper_by_link(link: SignedLink, tongue: str) -> PaperPage:
    """The paper that an open link is for. Three queries."""
    row = Signature.objects.select_related("paper__scheme").get(links=link)
    return page_of(row.paper, row, tongue)


def paper_for(actor: Actor, number: str, tongue: str) -> PaperPage:
    """A paper within reach, with the actor's own place on it where there is one."""
    paper = Paper.objects.visible_to(actor).filter(number=number).select_related("scheme").first()
    if paper is None:
        raise NotPermitted(number)
    people = {grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person}
    firms = {grant.organisation for permission in READ_BY for grant in actor.granting(permission)}
    mine = Signature.objects.filter(Q(person__in=people) | Q(organisation_id__in=firms - {None}), paper=paper)
    own = mine.order_by(F("signed_at").desc(nulls_first=True), "ordinal").first()
    return page_of(paper, own, tongue)


def page_of(paper: Paper, own: Signature | None, tongue: str) -> PaperPage:
    """The page of a paper; ``own`` is the reader's signature."""
    rows = list(Signature.objects.filter(paper=paper).select_related("organisation"))
    parties = {row.pk: _party(row) for row in rows}
    withdrawn = paper.withdrawn_at is not None
    other = _other_language(paper, tongue, own)
    return PaperPage(
        number=paper.number,
        kind=paper.kind,
        about=paper.about,
        title=paper.title,
        scheme=paper.scheme.code,
        scheme_name=paper.scheme.name,
        language=paper.language,
        text=paper.texts.get(paper.language, ""),  # none once it may no longer be kept
        own_language=other,
        own_text=paper.texts.get(other, ""),
        digest=paper.digest,
        state=state_of(parties.values(), withdrawn=withdrawn),
        parties=tuple(_line(row) for row in rows),
        mine=own.pk if own else None,
        my_name=own.name if own else "",
        my_role=own.role if own else "",
        obstacle=None
        if own is None
        else refusal_to_accept(
            parties[own.pk], list(parties.values()), in_turn=paper.in_turn, withdrawn=withdrawn
        ),
    )


def _other_language(paper: Paper, tongue: str, own: Signature | None) -> str:
    """The reader's language where there is such a text, else the one they were asked in."""
    wished = [tongue, own.language if own else ""]
    return next((one for one in wished if one in paper.texts and one != paper.language), "")


def _party(row: Signature) -> Party:
    return Party(row.ordinal, row.role, row.name, row.signed_at, row.refused_at)


def _line(row: Signature) -> PartyLine:
    firm = row.organisation.name if row.organisation else ""
    return PartyLine(
        role=row.role,
        name=", ".join(one for one in (row.name, firm) if one),
        invited_at=row.invited_at,
        reminded_at=row.reminded_at,
        read_at=row.read_at,
        signed_at=row.signed_at,
        refused_at=row.refused_at,
        reason=row.reason,
        channel=(row.evidence or {}).get("channel", ""),
        reachable=bool(row.recipient),
    )
