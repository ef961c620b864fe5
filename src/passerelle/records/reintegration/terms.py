"""With which weights and first part the committees of a scheme begin, as its current file states them."""

from collections.abc import Mapping

from django.db.models import F

from passerelle.domain.reintegration.money import FIRST_SHARE
from passerelle.domain.reintegration.scoring import weights_from
from passerelle.records.partnerships.models import SchemeVersion


def committee_terms(code: str) -> tuple[dict[str, int], int]:
    """Weights and first part (per cent) of a scheme; this project's where its file says nothing. One query."""
    rows = SchemeVersion.objects.filter(scheme__code=code, number=F("scheme__current"))
    stated = rows.values_list("facts__committees", flat=True).first()
    said = stated.get("first_share") if isinstance(stated, Mapping) else None
    return weights_from(stated), said if isinstance(said, int) else FIRST_SHARE
