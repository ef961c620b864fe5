"""Posts promised by level, for a scheme, an occupation or some vacancies; what training seats weigh against."""

from collections.abc import Iterable
from datetime import date

from passerelle.domain.access.actor import Actor
from passerelle.domain.employers.commitments import FIRM, Committed, SeatsAgainstPosts, added
from passerelle.records.employers.verdicts import promises
from passerelle.records.vacancies.models import Vacancy


def committed_posts(
    actor: Actor, scheme_code: str, *, on: date, isco: str = "", vacancies: Iterable[str] | None = None
) -> Committed:
    """What the open vacancies of a scheme that the actor may read promise together. Two queries.

    Seats of courses are no posts.
    ``isco`` narrows to an occupation (a code or its beginning), ``vacancies`` to public numbers.
    """
    rows = Vacancy.objects.visible_to(actor).filter(scheme__code=scheme_code, closed_on__isnull=True)
    rows = rows.exclude(kind=Vacancy.Kind.SEAT)
    if isco:
        rows = rows.filter(isco__startswith=isco)
    if vacancies is not None:
        rows = rows.filter(number__in=list(vacancies))
    return added(promises(dict(rows.values_list("pk", "posts")), on=on).values())


def seats_against_posts(
    actor: Actor,
    scheme_code: str,
    seats: int,
    *,
    on: date,
    isco: str = "",
    vacancies: Iterable[str] | None = None,
) -> SeatsAgainstPosts:
    """«120 seats, 12 committed»: what the page of a training group shows before the group opens."""
    found = committed_posts(actor, scheme_code, on=on, isco=isco, vacancies=vacancies)
    return SeatsAgainstPosts(seats, found.at_least[FIRM])
