"""Writes a crosswalk; part of the loading action."""

from collections.abc import Mapping

from passerelle.actions.classifications.concepts import BATCH
from passerelle.actions.classifications.tally import Tally
from passerelle.gateways.crosswalks import Crosswalk, Link
from passerelle.records.classifications.models import CrosswalkLink

ROME = "rome"
_WRITTEN = ["label", "uri", "relation", "version", "reviewer"]


def keep_crosswalk(crosswalk: Crosswalk, tally: Tally, *, is_whole: bool) -> None:
    """Create, change and remove links; a link that an office has reviewed stays as reviewed.

    Without the list of all codes (not ``is_whole``) nothing is removed.
    """
    version = tally.version
    stored = {row.code: row for row in CrosswalkLink.objects.filter(scheme=ROME).iterator(BATCH)}
    fresh, changed = [], []
    for link in crosswalk.links.values():
        row = stored.get(link.code)
        if row is None:
            fresh.append(_row(link, version))
        elif _update(row, link, version):
            changed.append(row)
        else:
            tally.unchanged += 1
    CrosswalkLink.objects.bulk_create(fresh, batch_size=BATCH)
    CrosswalkLink.objects.bulk_update(changed, _WRITTEN, batch_size=500)
    tally.rows += len(crosswalk.links)
    tally.created += len(fresh)
    tally.changed += len(changed)
    tally.removed += _remove(stored, crosswalk.links) if is_whole else 0


def _row(link: Link, version: str) -> CrosswalkLink:
    return CrosswalkLink(scheme=ROME, version=version, **link._asdict())


def _update(row: CrosswalkLink, link: Link, version: str) -> bool:
    if row.reviewer and not link.reviewer:
        return False
    after = (link.label, link.uri, link.relation, version, link.reviewer)
    if (row.label, row.uri, row.relation, row.version, row.reviewer) == after:
        return False
    row.label, row.uri, row.relation, row.version, row.reviewer = after
    return True


def _remove(stored: Mapping[str, CrosswalkLink], links: Mapping[str, Link]) -> int:
    gone = [row.pk for code, row in stored.items() if code not in links and not row.reviewer]
    for start in range(0, len(gone), BATCH):
        CrosswalkLink.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return len(gone)
