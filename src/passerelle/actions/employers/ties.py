"""Ties between organisations are written down with their source; who may hear a grievance follows from them."""

from dataclasses import dataclass
from datetime import date

from passerelle.actions.employers.reach import refusal
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.partnerships.models import Organisation, OrganisationTie
from passerelle.records.stays.hosts import organisations_to_tie


@dataclass(frozen=True, slots=True)
class Tied:
    """Two organisations by number, how they hang together, since when, and who says so."""

    one: str
    other: str
    kind: str
    since: date
    source: str
    until: date | None = None


def add_tie(actor: Actor, tied: Tied, *, key: str | None = None) -> OrganisationTie:
    """Write a tie down; at least one of the two belongs to a scheme of the actor.

    Refused: ``unknown_organisation``, ``not_yours``, ``same``, ``unknown_code``, ``source_missing``,
    ``dates_reversed``, ``known``.
    """
    actor.must(Permission.EMPLOYER_REVIEW)
    one, other = _both(actor, tied)
    _must_be_sound(tied)
    content = [tied.one, tied.other, tied.kind, str(tied.since), str(tied.until), tied.source]
    with writing(actor, "tie.add", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return OrganisationTie.objects.get(pk=int(str(note.answer)))
        if OrganisationTie.objects.filter(one=one, other=other, kind=tied.kind, since=tied.since).exists():
            raise refusal("known", Text("This tie is written down already."))
        row = OrganisationTie.objects.create(
            one=one, other=other, kind=tied.kind, since=tied.since, until=tied.until, source=tied.source[:300]
        )
        note.answer = row.pk
        note.about(one.number, other.number)
    return row


def end_tie(actor: Actor, tie: int, until: date, *, key: str | None = None) -> OrganisationTie:
    """A tie ends on a day; it still counts for a year. Refused: ``dates_reversed``, ``already_closed``.

    ``NotPermitted`` for a tie of no organisation of the actor's schemes.
    """
    actor.must(Permission.EMPLOYER_REVIEW)
    content = [tie, str(until)]
    with writing(actor, "tie.end", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        rows = OrganisationTie.objects.select_for_update(of=("self",)).select_related("one", "other")
        row = rows.filter(pk=tie).first()
        if row is None or not {row.one_id, row.other_id} & organisations_to_tie(actor):
            raise NotPermitted(str(tie))
        if note.replayed:
            return row
        if row.until is not None:
            raise refusal("already_closed", Text("This tie has an end already."))
        if until < row.since:
            raise refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
        row.until = until
        row.save(update_fields=["until"])
        note.about(row.one.number, row.other.number)
    return row


def _both(actor: Actor, tied: Tied) -> tuple[Organisation, Organisation]:
    numbers = (tied.one.strip().upper(), tied.other.strip().upper())
    found = {row.number: row for row in Organisation.objects.filter(number__in=numbers)}
    for column, number in zip(("one", "other"), numbers, strict=True):
        if number not in found:
            raise refusal("unknown_organisation", Text("No organisation has this number."), column=column)
    if numbers[0] == numbers[1]:
        raise refusal("same", Text("A tie is between two organisations."), column="other")
    one, other = (found[number] for number in numbers)
    if not {one.pk, other.pk} & organisations_to_tie(actor):
        message = Text("Neither of the two belongs to a scheme of yours.")
        hint = Text("Write it from the organisation of your scheme, however many lie between.")
        raise refusal("not_yours", message, hint, column="one")
    return one, other


def _must_be_sound(tied: Tied) -> None:
    if tied.kind not in OrganisationTie.Kind.values:
        raise refusal("unknown_code", Text("Choose one from the list."), column="kind")
    if not tied.source.strip():
        raise refusal("source_missing", Text("Say where this is known from."), column="source")
    if tied.until is not None and tied.until < tied.since:
        raise refusal("dates_reversed", Text("The end lies before the beginning."), column="until")
