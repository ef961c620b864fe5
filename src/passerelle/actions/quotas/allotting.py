"""Publish how a quota's places will be shared out: rule, places, seats, list and the hash of a seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from passerelle.actions.quotas.reach import quota_to_write, refused
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Organisation
from passerelle.records.quotas.models import Allotment, AllotmentLine
from passerelle.records.quotas.sheets import utc
from passerelle.records.vacancies.models import Vacancy

WHY = "the quota's scheme was reached"
SHOWN = 10  # numbers named in a refusal


@dataclass(frozen=True, slots=True)
class Applicant:
    """One line of the published list: a candidate or an organisation by public number."""

    number: str
    asked: int = 1
    points: float | None = None
    complete_at: datetime | None = None
    choices: tuple[Mapping[str, object], ...] = ()  # {"vacancy", "rank", "post_rank"}


def publish_allotment(
    actor: Actor, quota_number: str, applicants: Sequence[Applicant], *, committed: str, key: str | None = None
) -> str:
    """Publish rule, places, applicants and the hash of the seed; nobody gets anything yet.

    Refused with ``bad_commitment``, ``nobody``, ``unknown_applicant`` or ``unknown_vacancy``.
    """
    content = [quota_number, committed, [one.number for one in applicants]]
    with writing(actor, "allotment.publish", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        quota = quota_to_write(actor, quota_number)
        _must_be_hash(committed)
        allotment = Allotment(
            quota=quota,
            rule=quota.rule,
            places=quota.places - quota.taken,
            commitment=committed.lower(),
            published_at=timezone.now(),
            made_by_id=actor.id,
        )
        lines = _lines(allotment, applicants)
        allotment.seats = _seats(quota.scheme_id, applicants)
        allotment.listed = list_digest(allotment, lines)
        allotment.save()
        AllotmentLine.objects.bulk_create(lines, batch_size=500)
        note.scheme_code, note.answer = quota.scheme.code, allotment.number
        note.about(allotment.number, quota.number)
        return allotment.number


def list_digest(allotment: Allotment, lines: Sequence[AllotmentLine]) -> str:
    """SHA-256 of everything that decides but the seed: a line altered after publishing shows."""
    rows = [
        [
            name_of(one),
            one.asked,
            None if one.points is None else float(one.points),
            utc(one.complete_at),
            one.choices,
        ]
        for one in lines
    ]
    return digest([allotment.rule, allotment.places, allotment.seats, allotment.commitment, rows])


def name_of(line: AllotmentLine) -> str:
    """The public number of whoever applied."""
    one = line.candidate or line.organisation
    assert one is not None  # a constraint says so
    return one.number


def _lines(allotment: Allotment, applicants: Sequence[Applicant]) -> list[AllotmentLine]:
    numbers = [one.number for one in applicants]
    if not numbers or len(set(numbers)) < len(numbers):
        raise refused("nobody", Text("The list is empty or names somebody twice."), None, "applicants")
    rows = Candidate.objects.unscoped(WHY)
    people = {one.number: one for one in rows.filter(number__in=numbers, scheme=allotment.quota.scheme_id)}
    firms = {one.number: one for one in Organisation.objects.filter(number__in=numbers)}
    unknown = [number for number in numbers if number not in people and number not in firms]
    if unknown:
        message = Text("Not known in this scheme: %(numbers)s.", {"numbers": ", ".join(unknown[:SHOWN])})
        raise refused("unknown_applicant", message, None, "applicants")
    return [
        AllotmentLine(
            allotment=allotment,
            candidate=people.get(one.number),
            organisation=None if one.number in people else firms[one.number],
            asked=one.asked,
            points=one.points,
            complete_at=one.complete_at,
            choices=list(one.choices) or None,
        )
        for one in applicants
    ]


def _seats(scheme: int, applicants: Sequence[Applicant]) -> dict[str, int]:
    """The places of every vacancy that somebody ranks, as they stand now; each must be of this scheme."""
    wanted = {
        str(choice["vacancy"]): place for place, one in enumerate(applicants, start=1) for choice in one.choices
    }
    rows = Vacancy.objects.unscoped(WHY).filter(number__in=wanted, scheme=scheme, closed_on__isnull=True)
    found = dict(rows.order_by("number").values_list("number", "posts"))
    problems = [
        Problem(
            "unknown_vacancy",
            Text("%(number)s is no open vacancy of this scheme.", {"number": number}),
            Text("Choices name vacancies by their number."),
            row=place,
            column="applicants",
        )
        for number, place in sorted(wanted.items())
        if number not in found
    ]
    if problems:
        raise Refused(problems[:SHOWN])
    return found


def _must_be_hash(text: str) -> None:
    if len(text) != 64 or any(sign not in "0123456789abcdef" for sign in text.lower()):
        hint = Text("It has 64 signs, 0 to 9 and a to f: the SHA-256 of the seed.")
        raise refused("bad_commitment", Text("This is not a hash."), hint, "committed")
