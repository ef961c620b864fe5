"""Labour-market tests: recorded with evidence, reviewed by somebody else."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from passerelle.actions.employers.reach import (
    account_of,
    must_be_somebody_else,
    must_have_reason,
    refusal,
    vacancy_for,
)
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import MarketTest


@dataclass(frozen=True, slots=True)
class Advertised:
    """Where and how long the vacancy was advertised, and what came of it; ``None`` applicants: unknown."""

    where: str
    starts: date
    ends: date
    result: str
    evidence: str
    applicants: int | None = None


def record_market_test(
    actor: Actor, vacancy_number: str, tested: Advertised, *, key: str | None = None
) -> None:
    """Hand in a labour-market test; refused with ``fact_missing`` or ``dates_reversed``."""
    content = [vacancy_number, tested.where, str(tested.starts), str(tested.ends), tested.result]
    with writing(actor, "market_test.record", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        vacancy = vacancy_for(actor, vacancy_number, Permission.EMPLOYER_WRITE)
        for column in ("where", "result", "evidence"):
            if not getattr(tested, column).strip():
                raise refusal("fact_missing", Text("This is missing."), column=column)
        if tested.ends < tested.starts:
            raise refusal("dates_reversed", Text("The end lies before the beginning."), column="ends")
        row = MarketTest.objects.create(
            vacancy=vacancy,
            where=tested.where.strip(),
            starts=tested.starts,
            ends=tested.ends,
            result=tested.result.strip(),
            applicants=tested.applicants,
            evidence=tested.evidence.strip(),
            recorded_by_id=account_of(actor),
        )
        note.scheme_code = vacancy.scheme.code
        note.about(row.number, vacancy.number)


def review_market_test(
    actor: Actor,
    number: str,
    *,
    verdict: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> None:
    """Accept it or send it back; refused with ``nothing_waits``, ``own_work`` or ``reason_missing``."""
    content = [number, verdict, reason, version]
    with writing(actor, "market_test.review", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        row = MarketTest.objects.select_for_update().filter(number=number).select_related("vacancy").first()
        if row is None:
            raise NotPermitted(number)
        vacancy = vacancy_for(actor, row.vacancy.number, Permission.EMPLOYER_REVIEW)
        must_be_version(row, version)
        if row.status != "received":
            raise refusal("nothing_waits", Text("Nothing waits for a review here."))
        row.reviewer_id = must_be_somebody_else(actor, row.recorded_by_id)
        must_have_reason(verdict, reason)
        row.status, row.reason, row.reviewed_at = verdict, reason.strip(), timezone.now()
        save_next(row)
        note.scheme_code, note.details = vacancy.scheme.code, {"verdict": verdict}
        note.about(row.number, vacancy.number)
