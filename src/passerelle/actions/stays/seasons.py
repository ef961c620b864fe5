"""Seasons that repeat: what an authorisation says, and whom a host calls back for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.stays.reach import about, must_decide, refusal, stay_to_write, stays_to_write
from passerelle.actions.steps.journey.journeys import follow_all
from passerelle.actions.steps.places.words import side_of
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.stays.arrivals import PERSON
from passerelle.domain.stays.seasons import NOT_RECALLED, RECALLED
from passerelle.records.stays.models import Recall, SeasonRight, Stay


@dataclass(frozen=True, slots=True)
class Stated:
    """What an authorisation for several seasons says, as far as its text says it."""

    source: str
    valid_from: date | None = None
    valid_until: date | None = None
    months_a_year: int | None = None
    return_duty: bool | None = None
    confirmed: bool = False


def state_season_right(actor: Actor, number: str, stated: Stated, *, key: str | None = None) -> SeasonRight:
    """Keep what the authorisation of a stay's case says; a former statement is replaced and kept.

    Refused: ``source_missing``, ``ends_before_it_begins``, ``unlikely_months``.
    """
    with writing(actor, "stay.season", purpose=Purpose.JOURNEY, key=key, content=[number, str(stated)]) as note:
        stay = stay_to_write(actor, number)
        must_decide(actor, stay)
        if note.replayed:
            return SeasonRight.objects.get(pk=str(note.answer))
        _must_be_sound(stated)
        now = timezone.now()
        SeasonRight.objects.filter(journey=stay.journey, replaced_at__isnull=True).update(replaced_at=now)
        row = SeasonRight.objects.create(
            journey=stay.journey,
            valid_from=stated.valid_from,
            valid_until=stated.valid_until,
            months_a_year=stated.months_a_year,
            return_duty=stated.return_duty,
            source=stated.source.strip()[:300],
            confirmed=stated.confirmed,
            recorded_by_id=actor.id,
            recorded_at=now,
        )
        about(note, stay)
        note.answer = row.pk
        return row


def recall(
    actor: Actor, numbers: Sequence[str], *, season: int, code: str = RECALLED, note_text: str = "",
    key: str | None = None,
) -> list[str]:  # fmt: skip
    """The host (or the team for it) calls these people back, or says why not; the cases that went on.

    ``numbers``: stays that ended. Once for each. The contract goes on under which they came; nobody who is
    not called back has their case closed. Refused: ``nothing_said``, ``unknown_code``, ``note_missing``,
    ``unlikely_season``, and for each stay ``no_season``, ``not_over`` or ``already_said``.
    """
    content = [sorted(numbers), season, code, note_text]
    with writing(actor, "stay.recall", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return [str(one) for one in note.answer] if isinstance(note.answer, list) else []
        stays = stays_to_write(actor, numbers)
        _must_be_said(stays, season, code, note_text)
        for one in stays:
            if side_of(actor, one) == PERSON:
                raise NotPermitted(one.number)
        said = set(Recall.objects.filter(stay__in=stays).values_list("stay", flat=True))
        problems = [one for stay in stays for one in _not_possible(stay, said)]
        if problems:
            raise Refused(problems)
        Recall.objects.bulk_create(
            Recall(
                stay=one,
                season=season,
                recalled=code == RECALLED,
                code="" if code == RECALLED else code,
                note=note_text.strip()[:500],
                said_by_id=actor.id,
                said_at=timezone.now(),
            )
            for one in stays
        )
        note.answer = _go_on(note, stays, actor) if code == RECALLED else []
        note.scheme_code = stays[0].journey.candidate.scheme.code
        note.details = {"season": season, "recalled": code == RECALLED, "stays": len(stays)}
        note.about(*(one.number for one in stays), *(one.journey.candidate.person.number for one in stays))
        return [str(one) for one in note.answer] if isinstance(note.answer, list) else []


def _go_on(note: Writing, stays: Sequence[Stay], actor: Actor) -> list[str]:
    people = [one.journey.candidate for one in stays]
    moved = follow_all(note, people, RECALLED, by=actor, at=timezone.now(), who=CHECKED)
    for one in people:
        facts: dict[str, object] = {"scheme": one.scheme.name}
        note.tell(one.person.number, "season_recalled", facts, language=one.person.language)
    return sorted(one.number for one in moved)


def _must_be_said(stays: Sequence[Stay], season: int, code: str, note_text: str) -> None:
    if not stays:
        raise refusal("nothing_said", Text("Choose at least one person."))
    if code != RECALLED and code not in NOT_RECALLED:
        raise refusal("unknown_code", Text("Say why."), column="code")
    if code == "other" and not note_text.strip():
        raise refusal("note_missing", Text("Another reason needs a note."), column="note")
    if abs(season - timezone.localdate().year) > 2:
        raise refusal("unlikely_season", Text("Give the year of the next season."), column="season")


def _not_possible(stay: Stay, said: set[int]) -> list[Problem]:
    if stay.kind != Stay.Kind.SEASON:
        return [Problem("no_season", Text("This stay is no season."), column=stay.number)]
    if stay.ended_on is None:
        return [Problem("not_over", Text("The season is not over."), column=stay.number)]
    if stay.pk in said:
        return [Problem("already_said", Text("The answer was given already."), column=stay.number)]
    return []


def _must_be_sound(stated: Stated) -> None:
    if not stated.source.strip():
        raise refusal("source_missing", Text("Say where it is written."), column="source")
    if stated.valid_from and stated.valid_until and stated.valid_until < stated.valid_from:
        raise refusal("ends_before_it_begins", Text("It ends before it begins."), column="valid_until")
    if stated.months_a_year is not None and not 1 <= stated.months_a_year <= 12:
        raise refusal("unlikely_months", Text("A year has 1 to 12 months."), column="months_a_year")
