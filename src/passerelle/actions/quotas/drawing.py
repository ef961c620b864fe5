"""Draw a published allotment: reveal the seed, share the places out, write a letter to each applicant."""

from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.utils import timezone

from passerelle.actions.quotas.allotting import list_digest, name_of
from passerelle.actions.quotas.reach import quota_to_write, refused
from passerelle.actions.steps.papers.links import LinkFor, new_links
from passerelle.actions.steps.places.moving_up import move_up
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.allotting import Listed, allotted
from passerelle.domain.matching.sheet import lines_digest
from passerelle.domain.quotas.lottery import SEED_LEAST, commitment, lot
from passerelle.records.partnerships.models import Membership
from passerelle.records.quotas.models import Allotment, AllotmentLine, Quota, WaitingEntry
from passerelle.records.quotas.sheets import sheet_facts
from passerelle.records.signing.models import SignedLink

LINK_DAYS = 90  # a result may be looked at until well after the term of a contest


def draw_allotment(actor: Actor, number: str, *, seed: str, key: str | None = None) -> int:
    """Reveal the seed and share the places out; each applicant is told their own result. How many got one.

    Refused with ``wrong_seed`` (its hash is not the published one), ``already_drawn``, ``places_gone`` or
    ``list_changed``.
    """
    content = [number, seed]
    with writing(actor, "allotment.draw", purpose=Purpose.RECRUITMENT, key=key, content=content) as note:
        if note.replayed:
            return int(str(note.answer))
        rows = Allotment.objects.filter(number=number).select_related("quota__scheme")
        allotment = rows.select_for_update(of=("self",)).first()
        if allotment is None:
            raise NotPermitted(number)
        quota = quota_to_write(actor, allotment.quota.number)
        lines = list(_with_people(allotment))
        _must_be_possible(allotment, quota, lines, seed)
        _share(allotment, lines, seed)
        allotment.seed, allotment.drawn_at = seed, timezone.now()
        allotment.digest = lines_digest(sheet_facts(allotment, lines))
        allotment.version += 1
        allotment.save()
        _tell_people(note, allotment, quota, lines)
        _tell_firms(note, quota, lines)
        _keep_places(note, quota, lines)
        note.scheme_code = quota.scheme.code
        note.about(allotment.number, quota.number)
        note.answer = sum(1 for line in lines if line.got)
        return note.answer


def _must_be_possible(allotment: Allotment, quota: Quota, lines: Sequence[AllotmentLine], seed: str) -> None:
    if allotment.drawn_at is not None:
        raise refused("already_drawn", Text("This allotment was drawn already."))
    if len(seed) < SEED_LEAST or commitment(seed) != allotment.commitment:
        hint = Text("Type the seed exactly as it was when its hash was published.")
        raise refused("wrong_seed", Text("This seed does not give the published hash."), hint, "seed")
    if quota.places - quota.taken < allotment.places:
        hint = Text("Publish it again with the places that are left.")
        raise refused("places_gone", Text("Some of the published places were taken meanwhile."), hint)
    if allotment.listed and allotment.listed != list_digest(allotment, lines):
        hint = Text("Publish the list once more, with the hash of a new seed.")
        raise refused("list_changed", Text("The list is no longer the one that was published."), hint)


def _share(allotment: Allotment, lines: list[AllotmentLine], seed: str) -> None:
    listed = [
        Listed(name_of(one), one.asked, one.points, one.complete_at, tuple(one.choices or ())) for one in lines
    ]
    found = allotted(allotment.rule, listed, allotment.places, seed, allotment.seats)
    results = {one.name: one for one in found}
    for line in lines:
        one = results[name_of(line)]
        line.got, line.rank, line.reason, line.choice = one.got, one.rank, one.reason, one.choice
        line.lot = lot(seed, one.name)
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
        (
            WaitingEntry(quota=quota, candidate=line.candidate, rank=last + place, joined_at=now)
            for place, line in enumerate(listed, start=1)
        ),
        batch_size=500,
    )
    move_up(note, [quota.pk], at=now)


def _with_people(allotment: Allotment) -> Iterable[AllotmentLine]:
    rows = AllotmentLine.objects.filter(allotment=allotment).order_by("pk")
    return rows.select_related("candidate__person", "organisation")


def _tell_people(note: Writing, allotment: Allotment, quota: Quota, lines: Sequence[AllotmentLine]) -> None:
    """A letter to each, with a link to their own result: it opens without an account."""
    people = [one.candidate for one in lines if one.candidate]
    asked = [
        LinkFor(
            purpose=SignedLink.Purpose.OWN_RESULT,
            subject=allotment.number,
            scheme=quota.scheme_id,
            recipient=one.person.number,
            language=one.person.language,
            days=LINK_DAYS,
        )
        for one in people
    ]
    got = {one.candidate_id: bool(one.got) for one in lines}
    for candidate, link in zip(people, new_links(asked, at=timezone.now()), strict=True):
        person = candidate.person
        facts: dict[str, object] = {"scheme": quota.scheme.name, "link": link.seed}
        template = "allotted" if got[candidate.pk] else "not_allotted"
        note.tell(person.number, template, facts, language=person.language)
        note.about(candidate.number, person.number)


def _tell_firms(note: Writing, quota: Quota, lines: Sequence[AllotmentLine]) -> None:
    results: dict[int | None, AllotmentLine] = {
        one.organisation_id: one for one in lines if one.organisation_id
    }
    accounts = Membership.objects.filter(
        role=Role.EMPLOYER, organisation__in=results, scheme=quota.scheme_id, until__isnull=True
    ).select_related("user")
    for row in accounts:
        if row.user.email:
            template = "firm_allotted" if results[row.organisation_id].got else "firm_not_allotted"
            note.tell(row.user.email, template, {"scheme": quota.scheme.name}, language=row.user.language)
