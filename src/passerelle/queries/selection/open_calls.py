"""Calls that everybody may read: published, from their first day to their last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from passerelle.records.calls.models import Call, CallQuerySet

WHY = "a published call is public"


@dataclass(frozen=True, slots=True)
class PublicCall:
    """A call as the public reads it, in one language or the nearest that it has."""

    number: str
    scheme: str
    title: str
    text: str
    language: str  # of title and text
    opens_on: date
    closes_on: date | None
    places: int | None
    fields: tuple[Mapping[str, object], ...]
    documents: tuple[Mapping[str, object], ...]
    is_open: bool


def open_calls(language: str, *, on: date) -> list[PublicCall]:
    """The calls open on a day, those that close first at the top. One query."""
    rows = _published().filter(Q(closes_on__isnull=True) | Q(closes_on__gte=on), opens_on__lte=on)
    return [_public(row, language, on) for row in rows.order_by("closes_on", "pk") if row.state == "published"]


def public_call(number: str, language: str, *, on: date) -> PublicCall:
    """One published call, open or over; ``Call.DoesNotExist`` for a draft."""
    return _public(_published().get(number=number), language, on)


def _published() -> CallQuerySet:
    return Call.objects.unscoped(WHY).exclude(state=Call.State.DRAFT).select_related("scheme")


def _public(row: Call, language: str, on: date) -> PublicCall:
    told = words_of(row.texts, row.languages, language)
    in_time = row.opens_on <= on and (row.closes_on is None or on <= row.closes_on)
    return PublicCall(
        number=row.number,
        scheme=row.scheme.name,
        title=row.texts.get(told, {}).get("title", ""),
        text=row.texts.get(told, {}).get("text", ""),
        language=told,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        places=row.places,
        fields=tuple(row.fields),
        documents=tuple(row.documents),
        is_open=in_time and row.state == Call.State.PUBLISHED,
    )


def words_of(texts: Mapping[str, object], languages: list[str], wanted: str) -> str:
    """The language in which a call is told: the wanted one where it has it, else its first."""
    return wanted if wanted in texts else next((one for one in languages if one in texts), "en")
