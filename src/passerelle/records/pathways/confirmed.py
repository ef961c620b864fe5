"""Which values of the law a named person has compared with the official text, as they are in use."""

from collections.abc import Mapping

from passerelle.domain.pathways.book import book
from passerelle.records.pathways.models import Confirmation


def digests_in_use() -> Mapping[str, str]:
    """Parameter to the digest in use, where a named person confirmed that version. One query."""
    known = book().parameters
    rows = Confirmation.objects.filter(withdrawn_at__isnull=True).values_list("parameter", "digest")
    return {name: found for name, found in rows if name in known and known[name].digest == found}
