"""Whoever won a contest is offered the next equal place before anybody else."""

from datetime import datetime

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.selection.contesting import Equal, are_equal
from passerelle.records.contests.models import Priority
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy


def must_not_pass_over(referral: Referral) -> None:
    """Refuse with ``owed_first`` an offer of a place that is owed to somebody else. One query."""
    place = _place(referral.vacancy)
    for one in _open(referral.candidate.scheme_id):
        if are_equal(_owed(one), place):
            if one.candidate_id == referral.candidate_id:
                return
            message = Text("The next equal place is owed to somebody after an upheld contest.")
            hint = Text("Offer it to them first; the list of contests says to whom.")
            raise Refused([Problem("owed_first", message, hint)])


def note_given(referral: Referral, offer: Offer, *, at: datetime) -> None:
    """What was owed to this person is given by this offer, where the place is equal. Two queries."""
    place = _place(referral.vacancy)
    owed = [one for one in _open(referral.candidate.scheme_id) if one.candidate_id == referral.candidate_id]
    mine = next((one for one in owed if are_equal(_owed(one), place)), None)
    if mine is not None:
        Priority.objects.filter(pk=mine.pk).update(used_by=offer, ended_at=at)


def _open(scheme: int) -> list[Priority]:
    rows = Priority.objects.filter(scheme=scheme, ended_at__isnull=True, candidate__withdrawn_on__isnull=True)
    return list(rows.order_by("given_at", "pk"))


def _owed(one: Priority) -> Equal:
    return Equal(one.vacancy_id, one.occupation, one.country)


def _place(vacancy: Vacancy) -> Equal:
    return Equal(vacancy.pk, vacancy.isco or "", vacancy.country or "")
