"""Ties between organisations are written down with their source; who may hear a grievance follows from them."""

from dataclasses import dataclass
from datetime import date

from passerelle.actions.employers.reach import refusal
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.partnerships.models import Organisation, OrganisationTie


@dataclass(frozen=True, slots=True)
class Tied:
    """Two organisations by number, how they hang together, since when, and who says so."""

    one: str
    other: str
    kind: str
    since: date
    source: str
    until: date | None = None


def add_tie(actor: Actor, tied: Tied) -> OrganisationTie:
    """Write a tie down. Refused: ``unknown_organisation``, ``same``, ``unknown_code``, ``source_missing``,
    ``dates_reversed``, ``known``.
    """
    actor.must(Permission.EMPLOYER_REVIEW)
    numbers = (tied.one.strip().upper(), tied.other.strip().upper())
    found = {row.number: row for row in Organisation.objects.filter(number__in=numbers)}
    for column, number in zip(("one", "other"), numbers, strict=True):
        if number not in found:
            raise refusal("unknown_organisation", Text("No organisation has this number."), column=column)
    if numbers[0] == numbers[1]:
        raise refusal("same", Text("A tie is between two organisations."), column="other")
    if tied.kind not in OrganisationTie.Kind.values:
        raise refusal("unknown_code", Text("Choose one from the list."), column="kind")
    if not tied.source.strip():
        raise refusal("source_missing", Text("Say where this is known from."), column="source")
    if tied.until is not None and tied.until < tied.since:
        raise refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
    one, other = (found[number] for number in numbers)
    with writing(actor, "tie.add", purpose=Purpose.RECRUITMENT) as note:
        if OrganisationTie.objects.filter(one=one, other=other, kind=tied.kind, since=tied.since).exists():
            raise refusal("known", Text("This tie is written down already."))
        row = OrganisationTie.objects.create(
            one=one, other=other, kind=tied.kind, since=tied.since, until=tied.until, source=tied.source[:300]
        )
        note.about(one.number, other.number)
    return row


def end_tie(actor: Actor, tie: int, until: date) -> OrganisationTie:
    """A tie ends on a day; it still counts for a year. Refused: ``dates_reversed``, ``already_closed``."""
    actor.must(Permission.EMPLOYER_REVIEW)
    with writing(actor, "tie.end", purpose=Purpose.RECRUITMENT) as note:
        row = OrganisationTie.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=tie)
        if row.until is not None:
            raise refusal("already_closed", Text("This tie has an end already."))
        if until < row.since:
            raise refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
        row.until = until
        row.save(update_fields=["until"])
        note.about(row.one.number, row.other.number)
    return row
