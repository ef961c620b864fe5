"""One place for another: the old one and its quota are given back, the new one is taken, or nothing happens."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from passerelle.actions.steps.places.employers import must_not_be_suspended
from passerelle.actions.steps.places.free import free_places
from passerelle.actions.steps.places.quotas import Placed, release, reserve
from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.candidates.models import Candidate
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

WHY = "the candidate was reached"
CODE = "referral_ended"


def swap_place(note: Writing, candidate: Candidate, vacancy: Vacancy, *, by: Actor, at: datetime) -> Offer:
    """The person's place in another vacancy, taken at once: they asked for it and the team agreed.

    Refused with ``vacancy_closed``, ``employer_suspended``, ``no_place_left`` or ``quota_full``; call inside a
    transaction.
    """
    if by.id is None:
        raise NotPermitted(vacancy.number)  # an offer is a named person's act
    list(Vacancy.objects.unscoped(WHY).filter(pk=vacancy.pk).select_for_update(no_key=True))
    vacancy.refresh_from_db(fields=["closed_on"])
    if vacancy.closed_on is not None:
        message = Text("This vacancy is closed.")
        raise Refused([Problem("vacancy_closed", message, Text("Choose another vacancy."), column="vacancy")])
    must_not_be_suspended([vacancy], on=timezone.localdate(at))
    free = free_places([vacancy.pk])[vacancy.pk]
    if not free:
        names = {"places": vacancy.posts, "vacancy": vacancy.number}
        message = Text("All %(places)s places of %(vacancy)s are reserved.", names)
        raise Refused([Problem("no_place_left", message, Text("Choose another vacancy."), column="vacancy")])
    _give_back(note, candidate, by=by, at=at)
    referral, _new = Referral.objects.unscoped(WHY).get_or_create(
        candidate=candidate, vacancy=vacancy, ended_at=None, defaults={"agreed_at": at}
    )
    made = Offer.objects.create(
        referral=referral, candidate=candidate, place=free[0], made_by_id=by.id, made_at=at, accepted_at=at
    )
    reserve(note, [Placed(candidate, vacancy)], by=by.id, at=at, why="employer_changed")
    note.about(made.number)
    return made


def _give_back(note: Writing, candidate: Candidate, *, by: Actor, at: datetime) -> None:
    open_ = Offer.objects.filter(candidate=candidate, released_at__isnull=True)
    referrals = list(open_.values_list("referral", flat=True))
    open_.update(released_at=at, release_code=CODE, version=F("version") + 1, changed_at=at)
    Referral.objects.unscoped(WHY).filter(pk__in=referrals, ended_at__isnull=True).update(
        ended_at=at, end_code="placed_elsewhere", version=F("version") + 1, changed_at=at
    )
    release(note, [candidate.pk], by=by.id, at=at, why="employer_changed")
