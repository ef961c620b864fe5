"""A file is kept while a deed is done; it goes again unless a record names it in the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from passerelle.gateways import documents
from passerelle.records.dossiers.models import DossierItem


@contextmanager
def keeping(upload: documents.Upload | None) -> Iterator[documents.Kept | None]:
    """The checked and kept file, or ``None``; dropped where the deed failed or was a repetition."""
    kept = documents.keep(upload) if upload else None
    try:
        yield kept
    finally:
        if kept is not None and not DossierItem.objects.filter(stored=kept.stored).exists():
            documents.drop(kept.stored)
