"""Record a promise: somebody promised something, and the ledger keeps it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, QuerySet

from passerelle.actions.steps.promises import Promised, record_promise
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.promises.standing import KINDS
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation, Scheme
from passerelle.records.promises.models import Promise
from passerelle.records.vacancies.models import Vacancy

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A promise as somebody states it: organisations, people and vacancies by public number."""

    kind: str
    made_on: date
    organisation: str = ""
    person: str = ""
    maker: str = ""
    beneficiary: str = ""
    vacancy: str = ""
    candidate: str = ""
    value: Decimal | None = None
    unit: str = ""
    due: date | None = None
    evidence: str = ""
    note: str = ""


def record(actor: Actor, scheme_code: str, said: Said, *, on: date, key: str | None = None) -> str:
    """Write the promise down; its public number. ``on`` is today: nothing is promised in days to come."""
    content = [scheme_code, *(str(getattr(said, name)) for name in said.__slots__)]
    with writing(actor, "promise.record", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        scheme = Scheme.objects.visible_to(actor).get(code=scheme_code.lower())
        actor.must(Permission.PROMISE_WRITE, scheme=scheme.pk)
        must_be_past(said.made_on, on, "made_on")
        promise = record_promise(note, _promised(actor, scheme, said), by=actor)
        note.scheme_code = scheme.code
        note.details = {"kind": promise.kind}
        note.answer = promise.number
        return promise.number


def must_be_past(day: date, today: date, column: str) -> None:
    """Refuse a day that has not come."""
    if day > today:
        message = Text("%(day)s has not come yet.", {"day": day})
        raise Refused([Problem("not-yet", message, Text("Today or an earlier day."), column=column)])


def promise_for(actor: Actor, number: str) -> Promise:
    """The promise, for somebody who keeps the ledger of its scheme."""
    promise = Promise.objects.visible_to(actor).select_related("scheme").get(number=number)
    actor.must(Permission.PROMISE_WRITE, scheme=promise.scheme_id)
    return promise


def _promised(actor: Actor, scheme: Scheme, said: Said) -> Promised:
    if said.kind not in KINDS:
        message = Text("%(value)s is not known here.", {"value": said.kind[:60]})
        hint = Text("One of: %(choices)s.", {"choices": ", ".join(KINDS)})
        raise Refused([Problem("unknown-choice", message, hint, column="kind")])
    people = Candidate.objects.visible_to(actor).filter(scheme=scheme)
    return Promised(
        scheme=scheme,
        kind=said.kind,
        made_on=said.made_on,
        organisation=_found(Organisation.objects.filter(number=said.organisation), said, "organisation"),
        person=_found(people.filter(number=said.person), said, "person"),
        maker=said.maker,
        beneficiary=said.beneficiary,
        vacancy=_found(
            Vacancy.objects.visible_to(actor).filter(scheme=scheme, number=said.vacancy), said, "vacancy"
        ),
        candidate=_found(people.filter(number=said.candidate), said, "candidate"),
        value=said.value,
        unit=said.unit,
        due=said.due,
        evidence=said.evidence,
        note=said.note,
    )


def _found(rows: QuerySet[Row], said: Said, name: str) -> Row | None:
    number = getattr(said, name)
    if not number:
        return None
    found = rows.first()
    if found is None:
        message = Text("Nothing in your reach has the number %(number)s.", {"number": number})
        raise Refused([Problem("not-found", message, Text("Copy the number from its page."), column=name)])
    return found
