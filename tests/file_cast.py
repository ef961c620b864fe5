"""Dossiers whose every paper came in and was accepted, for tests that begin after that."""

from collections.abc import Iterable

from django.utils import timezone

from passerelle.records.dossiers.models import CompleteSpan, Dossier, DossierItem


def accept_all(dossiers: Iterable[Dossier]) -> None:
    """The whole checklist of these dossiers is accepted today."""
    now, keys = timezone.now(), [one.pk for one in dossiers]
    items = DossierItem.objects.filter(dossier_id__in=keys)
    items.update(status="accepted", received_on=timezone.localdate(now), reviewed_at=now)
    CompleteSpan.objects.bulk_create(
        CompleteSpan(dossier_id=key, since=timezone.localdate(now)) for key in keys
    )
    Dossier.objects.unscoped("test").filter(pk__in=keys).update(complete_on=timezone.localdate(now))
