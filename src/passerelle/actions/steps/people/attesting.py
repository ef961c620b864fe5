"""What was shown enters the profile with who attested it; a revocation takes it back out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.dossiers.gained import with_language, with_skill, without_language, without_skill
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.dossiers.models import Attestation
from passerelle.records.partnerships.models import Organisation

WHY = "the action has reached these candidacies"
BATCH = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that somebody was shown to know: a skill, a language level or a qualification."""

    candidate: Candidate
    skill: str = ""
    language: str = ""
    level: str = ""
    title: str = ""
    eqf: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """Who attests, by which method, from when until when, out of which group or file."""

    issuer: Organisation | None
    issuer_name: str
    method: str
    source: str
    on: date
    expires_on: date | None = None


def attest(note: Writing, shown: Sequence[Shown], issued: Issued, *, by: int | None) -> list[Attestation]:
    """Attest many things at once and put them into the profiles; constant queries."""
    people = _people({one.candidate.person_id for one in shown})
    rows = []
    for one in shown:
        person = people[one.candidate.person_id]
        rows.append(
            Attestation(
                candidate=one.candidate,
                what="skill" if one.skill else "language" if one.language else "qualification",
                skill=one.skill,
                language=one.language,
                level=one.level,
                title=one.title,
                eqf=one.eqf,
                issuer=issued.issuer,
                issuer_name=issued.issuer_name,
                method=issued.method,
                source=issued.source,
                issued_on=issued.on,
                expires_on=issued.expires_on,
                evidence=one.evidence,
                before=_put_into(person, one),
                entered_by_id=by,
            )
        )
    made = Attestation.objects.bulk_create(rows, batch_size=BATCH)
    _save(people.values())
    note.about(*(row.number for row in made), *(person.number for person in people.values()))
    return made


def revoke(
    note: Writing, rows: Collection[Attestation], *, code: str, because: str = "", by: int | None, at: datetime
) -> None:
    """Attestations no longer hold (coded reason); what they brought leaves the profiles; constant queries."""
    people = _people({row.candidate.person_id for row in rows})
    for row in rows:
        _take_out(people[row.candidate.person_id], row)
    Attestation.objects.unscoped(WHY).filter(pk__in=[row.pk for row in rows]).update(
        revoked_on=timezone.localdate(at),
        revoked_code=code,
        revoked_because=because,
        revoked_by_id=by,
        version=F("version") + 1,
        changed_at=at,
    )
    _save(people.values())
    note.about(*(row.number for row in rows), *(person.number for person in people.values()))


def _people(keys: Collection[int]) -> dict[int, Person]:
    rows = Person.objects.unscoped(WHY).filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in rows.select_for_update()}


def _put_into(person: Person, one: Shown) -> object:
    before: object = None
    if one.skill:
        person.skills, before = with_skill(person.skills, one.skill)
    elif one.language:
        person.languages, before = with_language(person.languages, one.language, one.level)
    elif one.eqf is not None:
        before, person.eqf = {"eqf": person.eqf}, one.eqf
    return before


def _take_out(person: Person, row: Attestation) -> None:
    if row.skill:
        person.skills = without_skill(person.skills, row.skill, row.before)
    elif row.language:
        person.languages = without_language(person.languages, row.language, row.before)
    elif row.before is not None and person.eqf == row.eqf:
        person.eqf = row.before["eqf"]


def _save(people: Collection[Person]) -> None:
    for person in people:
        person.version += 1
        person.changed_at = timezone.now()
    fields = ["skills", "languages", "eqf", "version", "changed_at"]
    Person.objects.unscoped(WHY).bulk_update(people, fields, batch_size=BATCH)
