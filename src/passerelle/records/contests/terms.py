"""The terms of contests of each scheme, as its current file states them."""

from collections.abc import Iterable, Mapping

from django.db.models import F

from passerelle.domain.selection.contesting import Terms, terms_from
from passerelle.records.partnerships.models import SchemeVersion


def terms_of(schemes: Iterable[int]) -> Mapping[int, Terms]:
    """The terms by scheme. One query."""
    rows = SchemeVersion.objects.filter(scheme__in=set(schemes), number=F("scheme__current"))
    return {scheme: terms_from(stated) for scheme, stated in rows.values_list("scheme_id", "facts__contests")}
