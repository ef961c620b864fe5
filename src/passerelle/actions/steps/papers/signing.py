"""Papers signed by several parties: asked, signed, refused, reminded, withdrawn; many at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from passerelle.actions.steps.papers.links import revoke_links
from passerelle.actions.steps.papers.turns import (
    WHY,
    in_turn_now,
    invite,
    links_served,
    lock_papers,
    party_of,
    send_links,
)
from passerelle.actions.steps.papers.when_signed import when_signed
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.signing.papers import (
    PaperState,
    name_is_typed,
    paper_digest,
    refusal_to_accept,
    state_of,
)
from passerelle.records.partnerships.models import Scheme
from passerelle.records.signing.models import Paper, Signature


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign: role, name, and where the link goes (a person's number or an address; empty: no link)."""

    role: str
    name: str = ""
    recipient: str = ""
    language: str = "en"
    person: str = ""
    organisation: int | None = None
    ordinal: int = 1
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper before it is made: ``texts`` by language, ``language`` the one that counts."""

    kind: str
    about: str
    scheme: Scheme
    title: str
    language: str
    texts: Mapping[str, str]
    in_turn: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """How somebody agreed: the name typed, the box ticked, the language shown, the way it came."""

    typed: str
    confirmed: bool
    language: str
    channel: str  # "link", "page", or "paper" for a signature by hand that staff record
    link: str = ""
    note: str = field(default="")


def ask_to_sign(note: Writing, draft: Draft, parties: Sequence[Signer], *, at: datetime) -> Paper:
    """Make one paper and ask its parties; see ``ask_many``."""
    return ask_many(note, [(draft, parties)], at=at)[0]


def ask_many(note: Writing, asked: Sequence[tuple[Draft, Sequence[Signer]]], *, at: datetime) -> list[Paper]:
    """Make papers and send each party whose turn it is a link. A constant number of queries."""
    papers = Paper.objects.bulk_create([_paper(draft) for draft, _ in asked], batch_size=500)
    rows = [
        _signature(paper, one)
        for paper, (_, parties) in zip(papers, asked, strict=True)
        for one in sorted(parties, key=lambda one: one.ordinal)
    ]
    made = Signature.objects.bulk_create(rows, batch_size=500)
    by_paper: dict[int, list[Signature]] = defaultdict(list)
    for row in made:
        by_paper[row.paper_id].append(row)
    invite(note, [(paper, by_paper[paper.pk]) for paper in papers], at=at)
    note.about(*(paper.number for paper in papers))
    return papers


def sign_papers(
    note: Writing, signed: Sequence[tuple[Signature, Consent]], *, actor: Actor, at: datetime
) -> list[Paper]:
    """Sign for each party; returns the papers that are now complete, whose consequences have run.

    All or nothing: ``Refused`` names what each lacks (``not_confirmed``, ``name_differs``, ``not_your_turn``,
    ``already_signed``, ``paper_withdrawn``, ``paper_refused``). A constant number of queries.
    """
    papers, by_paper = lock_papers({row.paper_id for row, _ in signed})
    problems = []
    for asked, consent in signed:
        row = next(one for one in by_paper[asked.paper_id] if one.pk == asked.pk)
        by_hand = consent.channel == "paper"  # the original already carries every name, in whatever order
        problem = _consent_problem(row, consent)
        problem = problem or _turn_problem(papers[row.paper_id], row, by_paper, any_order=by_hand)
        if problem is not None:
            problems.append(problem)
            continue
        row.signed_at, row.evidence = at, _evidence(papers[row.paper_id], consent, at)
    if problems:
        raise Refused(problems)
    changed = [one for rows in by_paper.values() for one in rows if one.signed_at == at]
    Signature.objects.bulk_update(changed, ["signed_at", "evidence"], batch_size=500)
    links_served(changed, at=at)
    complete = _complete(papers, by_paper, at=at)
    still_open = [paper for paper in papers.values() if paper not in complete]
    invite(note, [(paper, by_paper[paper.pk]) for paper in still_open], at=at)
    note.about(*(paper.number for paper in papers.values()), *(paper.about for paper in papers.values()))
    when_signed(note, complete, actor=actor, at=at)
    return complete


def sign_paper(note: Writing, signature: Signature, consent: Consent, *, actor: Actor, at: datetime) -> bool:
    """Sign for one party; whether the paper is complete now."""
    return bool(sign_papers(note, [(signature, consent)], actor=actor, at=at))


def refuse_paper(note: Writing, signature: Signature, *, reason: str, at: datetime) -> None:
    """A party refuses, with a reason; the paper can no longer be signed and its open links end."""
    papers, by_paper = lock_papers({signature.paper_id})
    row = next(one for one in by_paper[signature.paper_id] if one.pk == signature.pk)
    if not reason.strip():
        hint = Text("A few words are enough.")
        raise Refused([Problem("no_reason", Text("Say why you refuse."), hint, column="reason")])
    problem = _turn_problem(papers[row.paper_id], row, by_paper)
    if problem is not None:
        raise Refused([problem])
    row.refused_at, row.reason = at, reason.strip()[:500]
    row.save(update_fields=["refused_at", "reason"])
    links_served([row], at=at)
    revoke_links(at=at, signatures=[one.pk for one in by_paper[row.paper_id]])
    note.about(papers[row.paper_id].number, papers[row.paper_id].about)


def withdraw_papers(note: Writing, papers: Iterable[Paper], *, code: str, at: datetime) -> None:
    """Papers that are no longer to be signed; their links end. A constant number of queries."""
    rows = [paper for paper in papers if paper.withdrawn_at is None]
    for paper in rows:
        paper.withdrawn_at, paper.withdrawn_code, paper.version = at, code, paper.version + 1
    Paper.objects.unscoped(WHY).bulk_update(rows, ["withdrawn_at", "withdrawn_code", "version"], batch_size=500)
    signatures = Signature.objects.filter(paper__in=rows).values_list("pk", flat=True)
    revoke_links(at=at, signatures=list(signatures))
    note.about(*(paper.number for paper in rows))


def remind_parties(note: Writing, papers: Iterable[Paper], *, at: datetime) -> list[Signature]:
    """Tell everybody whose turn it is once more, with the same link or a fresh one. Constant queries."""
    found, by_paper = lock_papers({paper.pk for paper in papers})
    waiting = []
    for paper in found.values():
        turn = {one.ordinal for one in in_turn_now(paper, by_paper[paper.pk])}
        rows = [one for one in by_paper[paper.pk] if one.ordinal in turn and not party_of(one).has_answered]
        waiting += [(paper, one) for one in rows if one.recipient]
    send_links(note, waiting, "sign_reminder", at=at)
    for _, row in waiting:
        row.reminded_at, row.reminders = at, row.reminders + 1
    Signature.objects.bulk_update([row for _, row in waiting], ["reminded_at", "reminders"], batch_size=500)
    return [row for _, row in waiting]


def paper_is_signed(about: str, kind: str) -> bool:
    """Whether the paper of this kind about a thing is signed by everybody."""
    rows = Paper.objects.unscoped(WHY).filter(about=about, kind=kind, withdrawn_at__isnull=True)
    return rows.filter(completed_at__isnull=False).exists()


def _paper(draft: Draft) -> Paper:
    texts = dict(draft.texts)
    return Paper(
        kind=draft.kind,
        about=draft.about,
        scheme=draft.scheme,
        title=draft.title,
        language=draft.language,
        texts=texts,
        digest=paper_digest(draft.kind, draft.about, draft.title, language=draft.language, texts=texts),
        in_turn=draft.in_turn,
    )


def _signature(paper: Paper, one: Signer) -> Signature:
    return Signature(
        paper=paper,
        ordinal=one.ordinal,
        role=one.role,
        name=one.name,
        other_name=one.other_name,
        person=one.person,
        organisation_id=one.organisation,
        recipient=one.recipient,
        language=one.language or "en",
    )


def _consent_problem(row: Signature, consent: Consent) -> Problem | None:
    if not consent.confirmed:
        hint = Text("Tick the box once you have read the text.")
        return Problem("not_confirmed", Text("You have not confirmed yet."), hint, column="confirmed")
    if consent.channel != "paper" and not name_is_typed(consent.typed, (row.name, row.other_name)):
        message = Text("The name typed is not the name on the paper.")
        return Problem("name_differs", message, Text("Type your name as it stands above."), column="typed")
    return None


def _turn_problem(
    paper: Paper,
    row: Signature,
    by_paper: Mapping[int, Sequence[Signature]],
    *,
    any_order: bool = False,
) -> Problem | None:
    parties = [party_of(one) for one in by_paper[paper.pk]]
    in_turn = paper.in_turn and not any_order
    return refusal_to_accept(party_of(row), parties, in_turn=in_turn, withdrawn=paper.withdrawn_at is not None)


def _evidence(paper: Paper, consent: Consent, at: datetime) -> dict[str, str]:
    kept = {"digest": paper.digest, "at": at.isoformat(), "language": consent.language}
    more = {
        "typed": consent.typed.strip(),
        "channel": consent.channel,
        "link": consent.link,
        "note": consent.note,
    }
    return {**kept, **{name: value for name, value in more.items() if value}}


def _complete(
    papers: Mapping[int, Paper], by_paper: Mapping[int, Sequence[Signature]], *, at: datetime
) -> list[Paper]:
    done = [
        paper
        for paper in papers.values()
        if state_of(party_of(one) for one in by_paper[paper.pk]) is PaperState.SIGNED
    ]
    for paper in done:
        paper.completed_at, paper.version = at, paper.version + 1
    Paper.objects.unscoped(WHY).bulk_update(done, ["completed_at", "version"], batch_size=500)
    return done
