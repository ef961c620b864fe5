"""Share a quota's places out by a published rule: publish first, draw later, a letter to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from passerelle.actions.steps.places.moving_up import move_up
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.quotas.lottery import SEED_LEAST, commitment, lot
from passerelle.records.candidates.models import Candidate
from passerelle.records.partnerships.models import Membership, Organisation
from passerelle.records.quotas.models import Allotment, AllotmentLine, Quota, WaitingEntry
from passerelle.records.vacancies.models import Vacancy


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

    Refused with ``bad_commitment``, ``nobody`` or ``unknown_applicant``.
    """
    content = [quota_number, committed, [one.number for one in applicants]]
    with writing(actor, "allotment.publish", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        quota = _quota(actor, quota_number)
        _must_be_hash(committed)
        allotment = Allotment.objects.create(
            quota=quota,
            rule=quota.rule,
            places=quota.places - quota.taken,
            commitment=committed.lower(),
            published_at=timezone.now(),
            made_by_id=actor.id,
        )
        AllotmentLine.objects.bulk_create(_lines(allotment, applicants))
        note.scheme_code, note.answer = quota.scheme.code, allotment.number
        note.about(allotment.number, quota.number)
        return allotment.number


def draw_allotment(actor: Actor, number: str, *, seed: str) -> int:
    """Reveal the seed and share the places out; each applicant is told their own result. How many got one.

    Refused with ``wrong_seed`` (its hash is not the published one) or ``already_drawn``.
    """
    with writing(actor, "allotment.draw", purpose=Purpose.RECRUITMENT) as note:
        rows = Allotment.objects.filter(number=number).select_related("quota__scheme")
        allotment = rows.select_for_update(of=("self",)).first()
        if allotment is None:
            raise NotPermitted(number)
        quota = _quota(actor, allotment.quota.number)
        if allotment.drawn_at is not None:
            raise _refused("already_drawn", Text("This allotment was drawn already."))
        if len(seed) < SEED_LEAST or commitment(seed) != allotment.commitment:
            hint = Text("Type the seed exactly as it was when its hash was published.")
            raise _refused("wrong_seed", Text("This seed does not give the published hash."), hint, "seed")
        if quota.places - quota.taken < allotment.places:
            hint = Text("Publish it again with the places that are left.")
            raise _refused("places_gone", Text("Some of the published places were taken meanwhile."), hint)
        lines = list(_with_people(allotment))
        _share(allotment, lines, seed)
        allotment.seed, allotment.drawn_at = seed, timezone.now()
        allotment.digest = digest([allotment.rule, allotment.places, seed, [_fact(line) for line in lines]])
        allotment.version += 1
        allotment.save()
        _tell_all(note, quota, lines)
        _keep_places(note, quota, lines)
        note.scheme_code = quota.scheme.code
        note.about(allotment.number, quota.number)
        return sum(1 for line in lines if line.got)


def _share(allotment: Allotment, lines: list[AllotmentLine], seed: str) -> None:
    listed = [_listed(line) for line in lines]
    wanted = {str(one["vacancy"]) for line in lines for one in line.choices or ()}
    posts = Vacancy.objects.unscoped("the quota's scheme was reached").filter(
        number__in=wanted, scheme=allotment.quota.scheme_id
    )
    places = dict(posts.values_list("number", "posts"))
    results = {one.name: one for one in allotted(allotment.rule, listed, allotment.places, seed, places)}
    for line in lines:
        found = results[_name(line)]
        line.got, line.rank, line.reason, line.choice = found.got, found.rank, found.reason, found.choice
        line.lot = lot(seed, _name(line))
    AllotmentLine.objects.bulk_update(lines, ["got", "rank", "reason", "choice", "lot"], batch_size=500)


def _keep_places(note: Writing, quota: Quota, lines: Sequence[AllotmentLine]) -> None:
    """A place is kept for each person who got one; who did not waits in the order of the rule."""
    waiting = WaitingEntry.objects.filter(quota=quota, left_at__isnull=True)
    already = set(waiting.values_list("candidate_id", flat=True))
    last = waiting.aggregate(last=Max("rank"))["last"] or 0
    people = [line for line in lines if line.candidate_id and line.candidate_id not in already]
    listed = [line for line in people if line.reason != "no_seat"]
    listed.sort(key=lambda line: (not line.got, line.rank))
    now = timezone.now()
    WaitingEntry.objects.bulk_create(
        WaitingEntry(quota=quota, candidate=line.candidate, rank=last + place, joined_at=now)
        for place, line in enumerate(listed, start=1)
    )
    move_up(note, [quota.pk], at=now)


def _listed(line: AllotmentLine) -> Listed:
    at = line.complete_at
    return Listed(_name(line), line.asked, line.points, at, tuple(line.choices or ()))


def _name(line: AllotmentLine) -> str:
    one = line.candidate or line.organisation
    assert one is not None  # a constraint says so
    return one.number


def _fact(line: AllotmentLine) -> list[object]:
    return [_name(line), line.asked, line.points, line.got, line.rank, line.choice]


def _with_people(allotment: Allotment) -> QuerySet[AllotmentLine]:
    rows = AllotmentLine.objects.filter(allotment=allotment).order_by("pk")
    return rows.select_related("candidate__person", "organisation")


def _quota(actor: Actor, number: str) -> Quota:
    rows = Quota.objects.visible_to(actor).filter(number=number).select_related("scheme")
    quota = rows.select_for_update(of=("self",)).first()
    if quota is None:
        raise NotPermitted(number)
    actor.must(Permission.QUOTA_WRITE, scheme=quota.scheme_id)
    return quota


def _lines(allotment: Allotment, applicants: Sequence[Applicant]) -> list[AllotmentLine]:
    numbers = [one.number for one in applicants]
    rows = Candidate.objects.unscoped("the quota's scheme was reached")
    people = {one.number: one for one in rows.filter(number__in=numbers, scheme=allotment.quota.scheme_id)}
    firms = {one.number: one for one in Organisation.objects.filter(number__in=numbers)}
    unknown = [number for number in numbers if number not in people and number not in firms]
    if not numbers or len(set(numbers)) < len(numbers):
        raise _refused("nobody", Text("The list is empty or names somebody twice."), None, "applicants")
    if unknown:
        message = Text("Not known in this scheme: %(numbers)s.", {"numbers": ", ".join(unknown[:10])})
        raise _refused("unknown_applicant", message, None, "applicants")
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


def _tell_all(note: Writing, quota: Quota, lines: Sequence[AllotmentLine]) -> None:
    firms = {line.organisation_id for line in lines if line.organisation_id}
    accounts = Membership.objects.filter(
        role=Role.EMPLOYER, organisation__in=firms, scheme=quota.scheme_id, until__isnull=True
    ).select_related("user")
    for line in lines:
        template = "allotted" if line.got else "not_allotted"
        facts: dict[str, object] = {"scheme": quota.scheme.name}
        if line.candidate is not None:
            person = line.candidate.person
            note.tell(person.number, template, facts, language=person.language)
            note.about(line.candidate.number, person.number)
        for row in accounts:
            if row.user.email and line.organisation_id and row.organisation_id == line.organisation_id:
                note.tell(row.user.email, template, facts, language=row.user.language)


def _must_be_hash(text: str) -> None:
    if len(text) != 64 or any(sign not in "0123456789abcdef" for sign in text.lower()):
        hint = Text("It has 64 signs, 0 to 9 and a to f: the SHA-256 of the seed.")
        raise _refused("bad_commitment", Text("This is not a hash."), hint, "committed")


def _refused(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    return Refused([Problem(code, message, hint, column=column)])
