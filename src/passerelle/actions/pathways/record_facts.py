"""Record what legal routes ask of a person's history and of a vacancy's contract."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.candidates.models import Candidate
from passerelle.records.columns import Versioned
from passerelle.records.vacancies.models import Vacancy

HISTORY = ("work", "diplomas", "certificates", "stays", "passport_until", "enrolled")
TERMS = (
    "start", "ends_on", "salary", "currency", "salary_period", "pay_includes", "hours_week", "contract_months",
    "states", "regulated", "law_of", "filed_by", "sickness_cover",
)  # fmt: skip


def record_history(
    actor: Actor, number: str, told: Mapping[str, Any], *, version: int | None, key: str | None
) -> None:
    """Keep a person's dated history, each of ``HISTORY`` as the form read it; refused with ``stale``.

    Null is unknown, an empty list is none. By whoever may write the candidacy.
    """
    candidate = (
        Candidate.objects.visible_to(actor).select_related("person", "scheme").filter(number=number).first()
    )
    if candidate is None:
        raise NotPermitted(number)
    actor.must(Permission.CANDIDATE_WRITE, scheme=candidate.scheme_id)
    content = [number, version, _plain(told)]
    with writing(actor, "person.history", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        person = candidate.person
        changed = _put(person, told, HISTORY, version)
        note.scheme_code, note.details = candidate.scheme.code, {"changed": changed}
        note.about(person.number, candidate.number)


def record_terms(
    actor: Actor, number: str, told: Mapping[str, Any], *, version: int | None, key: str | None
) -> None:
    """Keep a vacancy's terms, each of ``TERMS`` as the form read it; refused with ``stale``. Null: unknown."""
    vacancy = Vacancy.objects.visible_to(actor).select_related("scheme").filter(number=number).first()
    if vacancy is None:
        raise NotPermitted(number)
    actor.must(Permission.VACANCY_WRITE, scheme=vacancy.scheme_id)
    content = [number, version, _plain(told)]
    with writing(actor, "vacancy.terms", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        changed = _put(vacancy, told, TERMS, version)
        note.scheme_code, note.details = vacancy.scheme.code, {"changed": changed}
        note.about(vacancy.number)


def _put(row: Versioned, told: Mapping[str, Any], names: tuple[str, ...], version: int | None) -> list[str]:
    """Set what differs; the names of what did. Values stay out of the event."""
    must_be_version(row, version)
    changed = [name for name in names if name in told and getattr(row, name) != told[name]]
    for name in changed:
        setattr(row, name, told[name])
    if changed:
        save_next(row)
    return changed


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(one) if isinstance(one, date | Decimal) else one for name, one in told.items()}
