"""Remove uploads that no row names (a machine stopped between row and file) and lists that nobody kept."""

from datetime import datetime, timedelta

from django.apps import apps

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.gateways import documents, waiting_files
from passerelle.records.blanks import FILE

AGE = timedelta(hours=24)  # a younger file may belong to a row that is being written


def sweep_files(*, now: datetime) -> int:
    """How many went; one event says so, where any did. Done again it finds nothing.

    A database that names no file at all (new, or another installation's by mistake) decides on none.
    """
    waiting_files.clear_all(now=now.timestamp())
    old, named = set(documents.names(now - AGE)), _named()
    orphans = old - named
    if not orphans or not named:
        return 0
    for name in orphans:
        documents.drop(name)
    with writing(SYSTEM, "privacy.sweep", purpose=Purpose.OVERSIGHT) as note:
        note.details = {"files": len(orphans)}
    return len(orphans)


def _named() -> set[str]:
    """The files that some row names, whatever it is."""
    found: set[str] = set()
    for model in apps.get_models():
        if any(field.name == FILE for field in model._meta.fields):
            found.update(model._default_manager.exclude(**{FILE: ""}).values_list(FILE, flat=True))
    return found
