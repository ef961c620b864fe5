"""How many posts of a scheme employers have committed to by contract."""

from datetime import date

from django.db.models import Max

from passerelle.domain.employers.commitments import FIRM
from passerelle.records.employers.models import Commitment
from passerelle.records.vacancies.models import Vacancy

WHY = "the group's scheme was reached"


def committed_posts(scheme: int, *, on: date) -> int:
    """Posts at contract level on a day, over the scheme's open vacancies; seats of courses are no posts."""
    open_ = Vacancy.objects.unscoped(WHY).filter(scheme_id=scheme, closed_on__isnull=True)
    vacancies = open_.exclude(kind=Vacancy.Kind.SEAT).values("pk")
    firm = Commitment.objects.filter(vacancy__in=vacancies, level=FIRM, on__lte=on)
    newest = firm.values("vacancy").annotate(last=Max("pk"))
    # Rows are only added: of one vacancy and level, the last one counts.
    return sum(
        Commitment.objects.filter(pk__in=[row["last"] for row in newest]).values_list("posts", flat=True)
    )
