"""Apply from a signed link: sent to one person for one application, used once, called back at will."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone

from passerelle.actions.calls.apply import hand_in
from passerelle.actions.calls.apply_many import chosen
from passerelle.actions.calls.reached import call_for, must_be_open, refusal
from passerelle.actions.steps.files.call_papers import open_call_papers
from passerelle.actions.steps.papers.links import DAYS, LinkFor, digest_of, new_links, read_link
from passerelle.actions.steps.people.person_answers import answers_of
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, Grant
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate
from passerelle.records.signing.models import SignedLink

WHY = "the link, or the action above, has reached the application"
PURPOSE = SignedLink.Purpose.APPLY
WRITING = (Application.State.PROSPECT, Application.State.DRAFT)


def send_links(
    actor: Actor, call_number: str, candidates: Collection[str], *, on: date, key: str | None = None
) -> dict[str, int]:
    """Send each person (candidates' numbers in reach) a link to their own application to an open call.

    Answers how many were ``sent``, and how many have ``answered`` already and get none. A link sent before is
    replaced. Refused with ``nothing_chosen``, ``unknown_candidate``, ``call_not_open``; constant queries.
    """
    content = [call_number, sorted(candidates)]
    with writing(actor, "application.link", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        call, now = call_for(actor, call_number), timezone.now()
        must_be_open(call, on)
        if not candidates:
            raise refusal("nothing_chosen", Text("No row is chosen."), Text("Choose at least one row."))
        rows = chosen(actor, call, candidates)
        drafts = _drafts(call, rows, now)
        open_call_papers(note, drafts, at=now)
        _revoke([one.number for one in drafts], now)
        asked = [_link_for(call, one, on) for one in drafts]
        for application, link in zip(drafts, new_links(asked, at=now), strict=True):
            facts: dict[str, object] = {"scheme": call.scheme.name, "link": link.seed}
            note.tell(application.person.number, "apply_by_link", facts, language=application.language)
            note.about(application.number, link.number, application.person.number)
        counts = {"sent": len(drafts), "answered": len(rows) - len(drafts)}
        note.scheme_code, note.answer, note.details = call.scheme.code, counts, dict(counts)
        note.about(call.number)
    return counts


def revoke_links(actor: Actor, call_number: str, candidates: Collection[str], *, key: str | None = None) -> int:
    """Call back the links of these people to a call; how many opened something until now."""
    content = [call_number, sorted(candidates)]
    with writing(
        actor, "application.link_revoke", purpose=Purpose.RECRUITMENT, key=key, content=content
    ) as note:
        if note.replayed:
            return int(str(note.answer))
        call = call_for(actor, call_number)
        people = [row.person_id for row in chosen(actor, call, candidates)]
        rows = Application.objects.unscoped(WHY).filter(call=call, person__in=people)
        numbers = list(rows.values_list("number", flat=True))
        count = _revoke(numbers, timezone.now())
        note.scheme_code, note.answer, note.details = call.scheme.code, count, {"revoked": count}
        note.about(call.number, *numbers)
    return count


def person_by_link(link: SignedLink) -> Actor:
    """Whoever holds the link may do what its person may; the page shows that one application alone."""
    rows = Application.objects.unscoped(WHY).filter(number=link.subject)
    number = rows.values_list("person__number", flat=True).first()
    grants = (Grant(Role.CANDIDATE, scheme=link.scheme_id, person=number),) if number else ()
    return Actor(id=None, name=f"link {link.number}", grants=grants)


def hand_in_by_link(token: str, answers: Mapping[str, str], *, on: date, key: str | None) -> None:
    """Hand the link's application in; the link has served. The same form sent twice is answered once."""
    link = SignedLink.objects.filter(digest=digest_of(token), purpose=PURPOSE).select_related("scheme").first()
    if link is None or link.used_at is None:
        link = read_link(token, at=timezone.now(), purpose=PURPOSE)
        given = _asked_of(link, answers)
        hand_in(person_by_link(link), link.subject, given, on=on, key=key, link=link)
        return
    try:
        hand_in(person_by_link(link), link.subject, _asked_of(link, answers), on=on, key=key)
    except Refused as refused:
        # Another form than the first one: the link has done its work and opens nothing.
        raise refusal("link_used", Text("This link was already used.")) from refused


def _asked_of(link: SignedLink, answers: Mapping[str, str]) -> dict[str, str]:
    """Only what the call asks: the rest of a form is not part of what is handed in."""
    fields = (
        Call.objects.unscoped(WHY).filter(applications__number=link.subject).values_list("fields", flat=True)
    )
    return {str(one["code"]): answers.get(str(one["code"]), "") for one in fields.first() or []}


def _drafts(call: Call, rows: Collection[Candidate], at: datetime) -> list[Application]:
    """The open draft of each person, made where there is none; whoever handed in already has none."""
    open_ = Application.objects.unscoped(WHY).filter(
        call=call, person__in=[row.person_id for row in rows], ended_at__isnull=True
    )
    known = {one.person_id: one for one in open_.select_for_update()}
    asked = {str(one["code"]) for one in call.fields}
    made = [
        Application(
            call=call,
            person=row.person,
            brought_by_id=row.brought_by_id,
            language=row.person.language or "en",
            answers={code: text for code, text in answers_of(row.person).items() if code in asked},
        )
        for row in rows
        if row.person_id not in known
    ]
    Application.objects.bulk_create(made, batch_size=500)
    writing_ = [one for one in known.values() if one.state in WRITING]
    Application.objects.unscoped(WHY).filter(pk__in=[one.pk for one in writing_]).update(
        state=Application.State.DRAFT, changed_at=at
    )
    found = Application.objects.unscoped(WHY).filter(pk__in=[one.pk for one in (*writing_, *made)])
    return list(found.select_related("call__scheme", "person", "candidate").order_by("pk"))


def _link_for(call: Call, application: Application, on: date) -> LinkFor:
    left = (call.closes_on - on).days + 1 if call.closes_on else DAYS
    return LinkFor(
        purpose=PURPOSE,
        subject=application.number,
        scheme=call.scheme_id,
        recipient=application.person.number,
        language=application.language,
        days=max(1, min(DAYS, left)),
    )


def _revoke(numbers: Collection[str], at: datetime) -> int:
    rows = SignedLink.objects.filter(subject__in=numbers, purpose=PURPOSE)
    return rows.filter(revoked_at__isnull=True, used_at__isnull=True).update(revoked_at=at)
