"""Who has a seat in a group."""

from passerelle.records.training.models import Enrolment, Group


def seated_people(group: Group) -> dict[str, Enrolment]:
    """Everybody with a seat, under the enrolment's number and under the candidacy's. One query."""
    rows = Enrolment.objects.unscoped("the group was reached").filter(group=group, seat__isnull=False)
    found = list(rows.select_related("candidate__person", "candidate__scheme"))
    return {one.number: one for one in found} | {one.candidate.number: one for one in found}
