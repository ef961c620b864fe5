"""Whose end of stay comes near, by the term of each scheme's own version."""

from datetime import date, timedelta

from django.db.models import Q

from passerelle.domain.returns.ends import PLAN_DAYS, plan_days
from passerelle.records.partnerships.models import SchemeVersion


def ends_near(on: date) -> Q:
    """Stays whose end is to be planned on a day, or was before. One query, for the terms that files state."""
    stated = SchemeVersion.objects.filter(facts__end_plan_days__isnull=False)
    terms = {
        pk: plan_days({"end_plan_days": days}) for pk, days in stated.values_list("pk", "facts__end_plan_days")
    }
    found = ~Q(journey__scheme_version__in=list(terms)) & Q(planned_until__lte=on + timedelta(days=PLAN_DAYS))
    for pk, days in terms.items():
        found |= Q(journey__scheme_version=pk, planned_until__lte=on + timedelta(days=days))
    return found
