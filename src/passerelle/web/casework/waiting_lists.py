"""An uploaded list between "check" and "keep": what it is, and reading it again."""

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing

from passerelle.actions.candidates import import_list as candidate_import
from passerelle.actions.candidates import preview_list as candidate_preview
from passerelle.actions.vacancies import france_travail, offer_source
from passerelle.actions.vacancies import import_list as vacancy_import
from passerelle.actions.vacancies import preview_list as vacancy_preview
from passerelle.domain.access.actor import Actor
from passerelle.domain.intake.grid import Grid
from passerelle.domain.intake.preview import Preview
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways import waiting_files
from passerelle.gateways.crosswalks import read_rome
from passerelle.gateways.francetravail import APPELLATIONS, LINKS, RELATIONS, essentials_from, read_offers
from passerelle.gateways.uploads import read_upload
from passerelle.web.shared.access import today

FOLDER = Path(settings.MEDIA_ROOT) / "lists"
SALT = "waiting list"


@dataclass(frozen=True, slots=True)
class WaitingList:
    """What was uploaded, for which scheme, from whom; travels signed through the page."""

    kind: str
    scheme: str
    partner: str
    adapter: str
    file: str  # its name where it waits
    called: str  # its name where it came from

    def token(self, actor: Actor) -> str:
        """The list's facts, signed for this person alone."""
        return signing.dumps([*astuple(self), actor.id], salt=SALT, compress=True)

    def grid(self) -> Grid:
        """The rows as they came."""
        return read_upload(waiting_files.find(FOLDER, self.file), file=self.called)


def waiting_list(token: str, actor: Actor) -> WaitingList:
    """The list of a token.

    Raises ``BadSignature`` when it is made up, old or somebody else's.
    """
    *fields, account = signing.loads(token, salt=SALT, max_age=waiting_files.DAY)
    if account != actor.id:
        raise signing.BadSignature("somebody else's list")
    return WaitingList(*fields)


def preview(actor: Actor, waiting: WaitingList) -> Preview:
    """What keeping it would do."""
    if waiting.kind == "vacancies":
        return vacancy_preview.preview_list(actor, waiting.scheme, _source(waiting))
    named = waiting.partner or None
    reading = candidate_preview.read_candidates(waiting.grid(), today=today())
    return candidate_preview.preview_list(actor, waiting.scheme, reading, named=named)


def keep(actor: Actor, waiting: WaitingList, *, expected: str) -> dict[str, int]:
    """Keep it as it was shown; ``expected`` is the fingerprint of what was shown. Counts what was kept."""
    # One upload is kept once: a double click gets the first answer.
    once: Any = {"today": today(), "expected": expected, "key": waiting.file}
    if waiting.kind == "vacancies":
        source = _source(waiting)
        return vacancy_import.import_list(actor, waiting.scheme, source, **once)
    named = waiting.partner or None
    reading = candidate_preview.read_candidates(waiting.grid(), today=today())
    return candidate_import.import_list(actor, waiting.scheme, reading, named=named, **once)


def _source(waiting: WaitingList) -> offer_source.VacancySource:
    if waiting.adapter != "francetravail":
        return vacancy_preview.source_of(waiting.grid(), today=today(), named=waiting.partner or None)
    folder, path = Path(settings.REFERENCE_DATA), waiting_files.find(FOLDER, waiting.file)
    try:
        crosswalk, essentials = (
            read_rome(folder / LINKS, folder / APPELLATIONS),
            essentials_from(folder / RELATIONS),
        )
    except MissingFile as missing:
        message = Text("The links from ROME to ESCO are not here (%(what)s).", {"what": str(missing)})
        hint = Text("Ask the administrator to put the reference data in place.")
        raise Refused([Problem("no_crosswalk", message, hint)]) from missing
    return france_travail.source_of(read_offers(path, crosswalk, essentials))
