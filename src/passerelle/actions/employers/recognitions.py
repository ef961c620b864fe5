"""Record that an authority recognised an employer as sponsor for a route."""

from dataclasses import dataclass
from datetime import date

from passerelle.actions.employers.reach import account_of, file_for, refusal
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import Recognition


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the authority's paper says."""

    country: str
    route: str
    reference: str
    valid_from: date
    valid_to: date | None
    evidence: str


def record_recognition(actor: Actor, file_number: str, said: Recognised, *, key: str | None = None) -> None:
    """Keep it in the file; refused with ``fact_missing`` or ``dates_reversed``."""
    content = [file_number, said.country, said.route, said.reference, str(said.valid_from)]
    with writing(actor, "employer.recognise", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return
        file = file_for(actor, file_number, Permission.EMPLOYER_REVIEW)
        for column in ("country", "route", "reference", "evidence"):
            if not getattr(said, column).strip():
                raise refusal("fact_missing", Text("This is missing."), column=column)
        if said.valid_to is not None and said.valid_to < said.valid_from:
            raise refusal("dates_reversed", Text("The end lies before the beginning."), column="valid_to")
        Recognition.objects.create(
            file=file,
            country=said.country.strip().upper(),
            route=said.route.strip(),
            reference=said.reference.strip(),
            valid_from=said.valid_from,
            valid_to=said.valid_to,
            evidence=said.evidence.strip(),
            recorded_by_id=account_of(actor),
        )
        note.scheme_code = file.scheme.code
        note.about(file.number, file.organisation.number)
