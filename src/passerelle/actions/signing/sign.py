"""A party signs or refuses: by a link, on their own page, or by hand as staff record it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from passerelle.actions.signing.reach import staff_papers
from passerelle.actions.steps.papers.links import digest_of, read_link
from passerelle.actions.steps.papers.signing import Consent, refuse_paper, sign_paper, sign_papers
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.audit.models import Receipt
from passerelle.records.signing.models import READ_BY, Paper, Signature, SignedLink


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed and ticked, and the language in which they read the text."""

    name: str
    confirmed: bool
    language: str


def by_link(link: SignedLink) -> Actor:
    """Whoever holds a link acts as that link, and as nobody else."""
    return Actor(id=None, name=f"link {link.number}")


def sign_by_link(token: str, typed: Typed, *, key: str | None) -> Signature:
    """Sign the one paper that a link opens; sent twice with one key, it is signed once.

    Refused as ``read_link`` and ``sign_papers`` say.
    """
    now = timezone.now()
    link = _sign_link(token, now, key)
    actor = by_link(link)
    content = [link.number, typed.name, typed.confirmed]
    with writing(actor, "paper.sign", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        signature = _signature_of(link)
        if note.replayed:
            return signature
        note.scheme_code = link.scheme.code
        consent = Consent(typed.name, typed.confirmed, typed.language, "link", link.number)
        complete = sign_paper(note, signature, consent, actor=actor, at=now)
        note.details = {"channel": "link", "role": signature.role, "complete": complete}
        return _signature_of(link)


def refuse_by_link(token: str, *, reason: str, key: str | None) -> Signature:
    """Refuse the one paper that a link opens, with a reason."""
    now = timezone.now()
    link = _sign_link(token, now, key)
    with writing(
        by_link(link), "paper.refuse", purpose=Purpose.JOURNEY, key=key, content=[link.number, reason]
    ) as note:
        signature = _signature_of(link)
        if note.replayed:
            return signature
        note.scheme_code = link.scheme.code
        refuse_paper(note, signature, reason=reason, at=now)
        note.details = {"channel": "link", "role": signature.role}
        return _signature_of(link)


def sign_own(actor: Actor, number: str, typed: Typed, *, key: str | None) -> None:
    """Sign as the signed-in person, or for the signed-in firm; the same evidence as by link."""
    content = [number, typed.name, typed.confirmed]
    with writing(actor, "paper.sign", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return
        signature = _own_signature(actor, number)
        note.scheme_code = signature.paper.scheme.code
        consent = Consent(typed.name, typed.confirmed, typed.language, "page")
        complete = sign_paper(note, signature, consent, actor=actor, at=timezone.now())
        note.details = {"channel": "page", "role": signature.role, "complete": complete}


def refuse_own(actor: Actor, number: str, *, reason: str, key: str | None) -> None:
    """Refuse as the signed-in person, or for the signed-in firm."""
    with writing(actor, "paper.refuse", purpose=Purpose.JOURNEY, key=key, content=[number, reason]) as note:
        if note.replayed:
            return
        signature = _own_signature(actor, number)
        note.scheme_code = signature.paper.scheme.code
        refuse_paper(note, signature, reason=reason, at=timezone.now())
        note.details = {"channel": "page", "role": signature.role}


def record_by_hand(
    actor: Actor, numbers: Sequence[str], *, where_kept: str, at: datetime | None = None, key: str | None = None
) -> list[str]:
    """Staff record that every party left on these papers has signed by hand; returns the papers complete now.

    ``where_kept`` says where the signed original lies (``no_evidence`` otherwise).
    """
    content = [list(numbers), where_kept]
    with writing(actor, "paper.record", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        if not where_kept.strip():
            hint = Text("Name the file or the folder.")
            message = Text("Say where the signed paper is kept.")
            raise Refused([Problem("no_evidence", message, hint, column="where_kept")])
        papers = staff_papers(actor, numbers)
        languages = {paper.pk: paper.language for paper in papers}
        left = Signature.objects.filter(paper__in=papers, signed_at__isnull=True)
        kept = where_kept.strip()[:200]
        signed = [(row, Consent(row.name, True, languages[row.paper_id], "paper", note=kept)) for row in left]
        done = sign_papers(note, signed, actor=actor, at=at or timezone.now())
        note.scheme_code = papers[0].scheme.code
        note.details = {"channel": "paper", "papers": len(papers)}
        note.answer = [paper.number for paper in done]
        return [paper.number for paper in done]


def _sign_link(token: str, now: datetime, key: str | None) -> SignedLink:
    """The link, open; or used with this very key: a second click is answered like the first."""
    try:
        return read_link(token, at=now, purpose=SignedLink.Purpose.SIGN)
    except Refused as refused:
        if key is None or refused.problems[0].code != "link_used":
            raise
        used = SignedLink.objects.select_related("scheme").get(digest=digest_of(token))
        if not Receipt.objects.filter(account=by_link(used).name, key=key).exists():
            raise
        return used


def _signature_of(link: SignedLink) -> Signature:
    row = Signature.objects.select_related("paper__scheme").filter(links=link).first()
    if row is None:
        raise NotPermitted(link.number)
    return row


def _own_signature(actor: Actor, number: str) -> Signature:
    """The actor's own place on a paper: as the person, or for the organisation of their role."""
    paper = Paper.objects.visible_to(actor).filter(number=number).first()
    people = {grant.person for grant in actor.granting(Permission.OWN_ACT) if grant.person}
    firms = {grant.organisation for permission in READ_BY for grant in actor.granting(permission)}
    mine = Q(person__in=people) | Q(organisation_id__in=firms - {None})
    rows = Signature.objects.select_related("paper__scheme").filter(mine, paper=paper)
    row = rows.order_by(F("signed_at").desc(nulls_first=True), "ordinal").first() if paper else None
    if row is None:
        raise NotPermitted(number)
    return row
