"""Keep a list of candidates: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from datetime import date

from passerelle.actions.candidates.list_values import put_into, values_of
from passerelle.actions.candidates.preview_list import preview_list
from passerelle.actions.steps.people.lists import must_be_as_seen, partner_made, partner_name, scheme_to_fill
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.intake.cross_checks import Entry, person_key
from passerelle.domain.intake.differences import Change
from passerelle.domain.intake.reading import Reading
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate, PartnerReference, Person
from passerelle.records.partnerships.models import Organisation, Scheme

BATCH = 500
WRITTEN = (
    "family_name given_name name_original search_name email phone sex birth_date region nationality "
    "occupations skills languages eqf years countries available_from licences work diplomas certificates "
    "stays passport_until enrolled version changed_at"
)


def import_list(  # noqa: PLR0913  # a list has these seven circumstances
    actor: Actor,
    scheme_code: str,
    reading: Reading,
    *,
    today: date,
    named: str | None = None,
    expected: str | None = None,
    key: str | None = None,
) -> dict[str, int]:
    """Keep the list as its preview showed it; ``expected`` is that preview's fingerprint.

    Answers how many entries were new, changed and unchanged. Raises ``Refused`` with every problem when the
    list has any, or when records moved meanwhile; the same list twice changes nothing, and the same ``key``
    twice gets the same answer.
    """
    scheme = scheme_to_fill(actor, scheme_code, Permission.CANDIDATE_WRITE)
    with writing(actor, "candidates.import", purpose=Purpose.RECRUITMENT, key=key, content=expected) as note:
        if note.replayed:
            return dict(note.answer) if isinstance(note.answer, dict) else {}
        shown = preview_list(actor, scheme_code, reading, named=named)
        shown.must_be_keepable()
        must_be_as_seen(shown, expected)
        note.answer = shown.counts
        brought_by = partner_made(partner_name(actor, scheme, named))
        note.scheme_code, note.details = scheme.code, {**shown.counts, "partner": brought_by.number}
        _must_be_the_same_people(actor, brought_by, shown.comparison.new)
        note.about(*_add(scheme, brought_by, shown.comparison.new, today))
        note.about(*_change(brought_by, shown.comparison.changed))
    return shown.counts


def _must_be_the_same_people(actor: Actor, brought_by: Organisation, entries: Sequence[Entry]) -> None:
    """Refuse with code ``somebody_else`` where a number stands for a person out of the actor's reach.

    A partner's number finds its person again in every scheme. Whoever names a partner that is not their own
    must know name and birth date too: a guessed number neither reads nor changes anybody.
    """
    if any(grant.organisation == brought_by.pk for grant in actor.granting(Permission.LIST_IMPORT)):
        return
    known = _people(brought_by, [str(entry.values["candidate"]) for entry in entries])
    mine = Person.objects.visible_to(actor).filter(references__organisation=brought_by)
    reached = set(mine.values_list("pk", flat=True))
    problems = []
    for entry in entries:
        own = str(entry.values["candidate"])
        person = known.get(own)
        if person is None or person.pk in reached:
            continue
        key = person_key(entry.values)
        if key is None or key != person_key(values_of(person, own)):
            problems.append(_somebody_else(entry.row))
    if problems:
        raise Refused(problems)


def _somebody_else(row: int) -> Problem:
    message = Text("%(key)s cannot be this number.", {"key": "candidate"})
    hint = Text("Look whether it is the same person; if so, use that number.")
    return Problem("somebody_else", message, hint, row=row, column="candidate")


def _add(scheme: Scheme, brought_by: Organisation, entries: Sequence[Entry], today: date) -> list[str]:
    own_ids = [str(entry.values["candidate"]) for entry in entries]
    known = _people(brought_by, own_ids)
    made: list[Person] = []
    for own, entry in zip(own_ids, entries, strict=True):
        if own not in known:
            known[own] = Person()
            made.append(known[own])
        put_into(known[own], entry.values)
    # People whom this partner brought to another scheme are the same people here.
    _save([person for person in known.values() if person.pk])
    new_ids = [own for own in own_ids if known[own].pk is None]
    Person.objects.bulk_create(made, batch_size=BATCH)
    PartnerReference.objects.bulk_create(
        (PartnerReference(person=known[own], organisation=brought_by, reference=own) for own in new_ids),
        batch_size=BATCH,
    )
    there = _already_there(scheme, brought_by)
    candidates = [
        Candidate(person=known[own], scheme=scheme, brought_by=brought_by, applied_on=today)
        for own in own_ids
        if known[own].pk not in there
    ]
    Candidate.objects.bulk_create(candidates, batch_size=BATCH)
    return [candidate.number for candidate in candidates]


def _already_there(scheme: Scheme, brought_by: Organisation) -> set[int]:
    rows = Candidate.objects.unscoped("somebody else may have brought the same person")
    rows = rows.filter(scheme=scheme, person__references__organisation=brought_by)
    return set(rows.values_list("person_id", flat=True))


def _change(brought_by: Organisation, changes: Sequence[Change]) -> list[str]:
    people = _people(brought_by, [str(change.entry.values["candidate"]) for change in changes])
    for change in changes:
        put_into(people[str(change.entry.values["candidate"])], change.entry.values)
    return _save(list(people.values()))


def _save(people: Sequence[Person]) -> list[str]:
    for person in people:
        person.version += 1
    # An insert that meets its own row updates it: ten times as quick as Django's bulk_update.
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN.split(), batch_size=BATCH
    )
    return [person.number for person in people]


def _people(brought_by: Organisation, own_ids: Sequence[str]) -> dict[str, Person]:
    wanted = set(own_ids)
    rows = PartnerReference.objects.filter(organisation=brought_by).select_related("person")
    return {row.reference: row.person for row in rows if row.reference in wanted} if wanted else {}
