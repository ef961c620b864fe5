"""Record facts that legal routes ask and no list holds, by whoever knows them."""

from collections.abc import Mapping
from typing import Any

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.pathways.told import CANDIDACY, JOB, Told
from passerelle.records.candidates.models import Candidate
from passerelle.records.vacancies.models import Vacancy


def record_job_facts(
    actor: Actor, number: str, told: Mapping[str, Any], *, version: int | None, key: str | None
) -> None:
    """Keep what is told of a vacancy's job (``JOB``), by staff or by its employer; ``None`` is unknown.

    Refused with ``stale``; ``NotPermitted`` out of reach. What was told before and is not sent stays.
    """
    rows = Vacancy.objects.visible_to(actor).select_related("scheme").select_for_update(of=("self",))
    content = [number, version, dict(told)]
    with writing(actor, "vacancy.law_facts", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        row = rows.filter(number=number).first()
        if row is None or not may_tell_of_job(actor, row):
            raise NotPermitted(number)
        _put(note, row, told, JOB, version)
        note.scheme_code = row.scheme.code
        note.about(row.number)


def record_candidacy_facts(
    actor: Actor, number: str, told: Mapping[str, Any], *, version: int | None, key: str | None
) -> None:
    """Keep what is told of a candidacy (``CANDIDACY``): by staff, or by the person what the person knows.

    Refused with ``stale``; ``NotPermitted`` out of reach.
    """
    rows = Candidate.objects.visible_to(actor).select_related("person", "scheme")
    with writing(
        actor,
        "candidate.law_facts",
        purpose=Purpose.RECRUITMENT,
        key=key,
        content=[number, version, dict(told)],
    ) as note:
        if note.replayed:
            return
        row = rows.select_for_update(of=("self",)).filter(number=number).first()
        if row is None:
            raise NotPermitted(number)
        _put(note, row, told, facts_to_tell(actor, row), version)
        note.scheme_code = row.scheme.code
        note.about(row.number, row.person.number)


def may_tell_of_job(actor: Actor, vacancy: Vacancy) -> bool:
    """Staff of the scheme; the employer for its own vacancies."""
    if actor.may(Permission.VACANCY_WRITE, scheme=vacancy.scheme_id):
        return True
    grants = actor.granting(Permission.EMPLOYER_WRITE)
    return any((one.scheme, one.organisation) == (vacancy.scheme_id, vacancy.employer_id) for one in grants)


def facts_to_tell(actor: Actor, row: Candidate) -> Mapping[str, Told]:
    """Which facts of a candidacy the actor may tell; ``NotPermitted`` where it is none."""
    if any(one.person == row.person.number for one in actor.granting(Permission.OWN_ACT)):
        return {name: one for name, one in CANDIDACY.items() if one.own}
    actor.must(Permission.CANDIDATE_WRITE, scheme=row.scheme_id)
    return CANDIDACY


def _put(
    note: Writing,
    row: Vacancy | Candidate,
    told: Mapping[str, Any],
    table: Mapping[str, Told],
    version: int | None,
) -> None:
    """Set what differs; the event names what did, never the values."""
    must_be_version(row, version)
    kept = dict(row.law_facts)
    changed = [name for name in table if name in told and kept.get(name) != told[name]]
    for name in changed:
        if told[name] is None:
            kept.pop(name, None)
        else:
            kept[name] = told[name]
    note.details = {"changed": changed}
    if changed:
        row.law_facts = kept
        save_next(row)
