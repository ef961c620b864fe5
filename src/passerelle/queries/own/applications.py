"""The signed-in person's applications: what is missing, the honest odds, the answer and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.selection.answers import Missing
from passerelle.domain.selection.contesting import Terms
from passerelle.domain.selection.odds import Base, Odds, odds
from passerelle.domain.selection.raising import Raising
from passerelle.queries.cases.dossiers import Checklist, checklist_of
from passerelle.queries.own.raising import raising_for
from passerelle.queries.selection.lacking import lacking
from passerelle.queries.selection.open_calls import words_of
from passerelle.records.calls.models import Application, ApplicationQuerySet, Call
from passerelle.records.contests.terms import terms_of

FOR_A_PLACE = ("placed", "placed_elsewhere")
UNDER_WAY = ("handed_in", "eligible")
COUNTED = (*UNDER_WAY, "selected", "reserve")
PASSED, TRIED = ("selected",), ("selected", "reserve", "not_selected", "not_eligible")


@dataclass(frozen=True, slots=True)
class OwnApplication:
    """One application as the person reads it; the odds are ``None`` where nothing is known to reckon from."""

    number: str
    version: int
    call: str
    scheme: str
    title: str
    title_language: str
    closes_on: date | None
    state: str
    answers: Mapping[str, str]
    fields: tuple[Mapping[str, object], ...]
    documents: tuple[Mapping[str, object], ...]
    papers: Checklist | None  # read for one application by itself
    missing: tuple[Missing, ...]
    handed_in_at: datetime | None
    decided_at: datetime | None
    reason_code: str
    words: str
    is_over: bool
    may_be_contested: bool
    contest_until: date | None
    may_reopen: bool
    odds: Odds | None
    raising: Raising | None  # reckoned for one application by itself


def own_applications(actor: Actor, language: str) -> list[OwnApplication]:
    """The person's applications, newest first; nothing that nobody has told them yet. Six queries at most."""
    rows = list(_mine(actor).order_by("-created_at", "-pk"))
    known = bases([row.call for row in rows])
    terms = terms_of(row.call.scheme_id for row in rows)
    return [_own(row, known[row.call_id], language, terms.get(row.call.scheme_id)) for row in rows]


def own_application(actor: Actor, number: str, language: str) -> OwnApplication:
    """One of them; ``Application.DoesNotExist`` for anybody else's."""
    row = _mine(actor).get(number=number)
    terms = terms_of([row.call.scheme_id]).get(row.call.scheme_id)
    found = _own(row, bases([row.call])[row.call_id], language, terms)
    if row.state in (Application.State.DRAFT, *UNDER_WAY):
        found = replace(found, raising=raising_for(row.call, row.answers))
    if row.dossier is None:
        return found
    return replace(found, papers=checklist_of(actor, row.dossier, on=timezone.localdate()))


def bases(calls: list[Call]) -> dict[int, Base]:
    """What the odds of each call are reckoned from: this call's people, earlier calls' answers. Two queries."""
    tracks = Q(pk__in=())
    for call in calls:
        tracks |= Q(call__scheme=call.scheme_id, call__track=call.track)
    rows = (
        Application.objects.unscoped("counts only").filter(tracks).values("call", "call__scheme", "call__track")
    )
    counted = list(
        rows.annotate(
            people=Count("pk", filter=Q(state__in=COUNTED)),
            passed=Count("pk", filter=Q(state__in=PASSED)),
            tried=Count("pk", filter=Q(state__in=TRIED)),
        )
    )
    return {call.pk: _base(call, counted) for call in calls}


def _base(call: Call, counted: Sequence[Mapping[str, Any]]) -> Base:
    here = [row for row in counted if row["call"] == call.pk]
    before = [
        row
        for row in counted
        if row["call"] != call.pk and (row["call__scheme"], row["call__track"]) == (call.scheme_id, call.track)
    ]
    tried = sum(row["tried"] for row in before)
    return Base(
        places=call.places,
        people=here[0]["people"] if here else None,
        passed_before=sum(row["passed"] for row in before) if tried else None,
        tried_before=tried or None,
    )


def _mine(actor: Actor) -> ApplicationQuerySet:
    numbers = [grant.person for grant in actor.granting(Permission.OWN_READ) if grant.person]
    if not numbers:
        raise NotPermitted(Permission.OWN_READ)
    rows = Application.objects.visible_to(actor).filter(person__number__in=numbers)
    joined = rows.select_related(
        "call__scheme", "dossier__scheme", "dossier__candidate__person", "dossier__person"
    )
    return joined.prefetch_related("dossier__items__reviewer").exclude(state=Application.State.PROSPECT)


def _own(row: Application, base: Base, language: str, terms: Terms | None) -> OwnApplication:
    told = words_of(row.call.texts, row.call.languages, language)
    return OwnApplication(
        number=row.number,
        version=row.version,
        call=row.call.number,
        scheme=row.call.scheme.name,
        title=row.call.texts.get(told, {}).get("title", ""),
        title_language=told,
        closes_on=row.call.closes_on,
        state=row.state,
        answers=row.answers,
        fields=tuple(row.call.fields),
        documents=tuple(row.call.documents),
        papers=None,
        missing=lacking(row, on=timezone.localdate()) if row.state == Application.State.DRAFT else (),
        handed_in_at=row.handed_in_at,
        decided_at=row.decided_at,
        reason_code=row.reason_code,
        words=row.words,
        is_over=row.ended_at is not None,
        may_be_contested=row.state in ("not_eligible", "not_selected"),
        may_reopen=row.state == Application.State.CLOSED
        and row.reason_code in FOR_A_PLACE
        and row.candidate_id is not None,
        contest_until=(
            (terms or Terms()).last_day(timezone.localdate(row.decided_at)) if row.decided_at else None
        ),
        odds=odds(base) if row.state in UNDER_WAY else None,
        raising=None,
    )
