"""Writes one table after the other and notes which release each came from."""

from collections.abc import Iterator
from typing import cast

from django.utils import timezone

from passerelle.actions.classifications.concepts import keep_concepts, known_concepts
from passerelle.actions.classifications.crosswalk import ROME, keep_crosswalk
from passerelle.actions.classifications.found import Found
from passerelle.actions.classifications.links import keep_broader, keep_members, keep_needs
from passerelle.actions.classifications.tally import Tally
from passerelle.domain.classifications.concepts import newer
from passerelle.domain.kernel.digest import digest
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.crosswalks import read_tables, version_of
from passerelle.gateways.esco import ConceptRow, Content, LinkRow, MemberRow, Part
from passerelle.records.classifications.models import Release

_LINKS = frozenset({Content.BROADER, Content.NEEDS, Content.SKILL_NEEDS})


class Shelf:
    """What is loaded, and the releases that this load adds."""

    def __init__(self) -> None:
        self.known = known_concepts()
        self.releases = {(row.part, row.language, row.version): row for row in Release.objects.all()}
        self._written: list[Release] = []

    def has(self, tally: Tally, mark: str) -> bool:
        """Whether this very table was loaded, with the same concepts to link to."""
        release = self.releases.get((tally.part, tally.language, tally.version))
        known = release is not None and (release.digest, release.concepts) == (mark, len(self.known.concepts))
        if known and release is not None:
            tally.known, tally.rows, tally.unchanged = True, release.rows, release.rows
        return known

    def has_newer(self, part: Part) -> bool:
        """Whether a later version of this table was loaded."""
        return any(name == part.name and newer(version, part.version) for name, _, version in self.releases)

    def note(self, tally: Tally, mark: str) -> None:
        """Remember a table that was read."""
        key = (tally.part, tally.language, tally.version)
        release = self.releases.setdefault(
            key, Release(part=tally.part, language=tally.language, version=tally.version)
        )
        release.digest, release.file, release.rows = mark, tally.file[:200], tally.rows
        self._written.append(release)

    def save(self) -> None:
        """Write the releases; the count of concepts is the one at the end of the load."""
        for release in self._written:
            release.concepts = len(self.known.concepts)
            release.loaded_at = timezone.now()
            release.save()


def keep_part(part: Part, mark: str, shelf: Shelf) -> Tally:
    """Write one table of ESCO; ``Refused`` when it holds nothing or names nothing that is loaded."""
    tally = Tally(part.table.name, part.name, part.language, part.version)
    if shelf.has(tally, mark):
        return tally
    _write(part, shelf, tally)
    if tally.rows == 0:
        raise Refused([Problem("empty", Text("The table has no rows."), file=tally.file)])
    if tally.passed_over == tally.rows:
        message = Text("None of these concepts is loaded.")
        hint = Text("Load the official package first, or both together.")
        raise Refused([Problem("no_concepts", message, hint, file=tally.file)])
    shelf.note(tally, mark)
    return tally


def _write(part: Part, shelf: Shelf, tally: Tally) -> None:
    rows = part.rows()
    if part.content in _LINKS and shelf.has_newer(part):
        tally.rows = tally.kept_newer = sum(1 for _ in rows)
    elif part.content is Content.BROADER:
        keep_broader(cast("Iterator[LinkRow]", rows), shelf.known, tally)
    elif part.content in _LINKS:
        keep_needs(part.content, cast("Iterator[LinkRow]", rows), shelf.known, tally)
    elif part.content is Content.COLLECTIONS:
        keep_members(cast("Iterator[MemberRow]", rows), shelf.known, tally)
    else:
        keep_concepts(part, cast("Iterator[ConceptRow]", rows), shelf.known, tally)


def keep_crosswalk_tables(found: Found, shelf: Shelf) -> Tally:
    """Write the crosswalk; the list of appellations adds those that have no link."""
    if found.links is None:
        name = found.appellations.name if found.appellations else None
        message = Text("A list of appellations says nothing without the links.")
        hint = Text("Load it together with the table of links to ESCO.")
        raise Refused([Problem("no_links", message, hint, file=name)])
    given = [table for table in (found.links, found.appellations) if table]
    mark = digest([table.digest() for table in given])
    tally = Tally(" + ".join(table.name for table in given), ROME, "fr", version_of(found.links))
    if not shelf.has(tally, mark):
        crosswalk = read_tables(found.links, found.appellations)
        keep_crosswalk(crosswalk, tally, is_whole=found.appellations is not None)
        shelf.note(tally, mark)
    return tally
