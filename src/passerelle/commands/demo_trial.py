"""The trial's vacancies: real French ones from the reference data, under a hypothetical scheme only."""

import time
from pathlib import Path

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.conf import settings
from django.utils import timezone

from passerelle.actions.vacancies import france_travail
from passerelle.actions.vacancies.import_list import import_list
from passerelle.commands.demo_matching import say
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import MissingFile
from passerelle.gateways.crosswalks import read_rome
from passerelle.gateways.francetravail import APPELLATIONS, LINKS, RELATIONS, essentials_from, read_offers
from passerelle.records.vacancies.models import Vacancy

TRIAL = "trial_fr_ict"
OFFERS = Path("vacancies") / "francetravail_ict_fr_dev.csv.gz"
WHY = "the trial looks whether its vacancies are there"


def import_vacancies() -> None:
    """Import the vacancies once; raises ``MissingFile`` where the reference data are not there."""
    if Vacancy.objects.unscoped(WHY).filter(scheme__code=TRIAL).exists():
        return
    start, folder = time.monotonic(), Path(settings.REFERENCE_DATA)
    for needed in (OFFERS, LINKS, APPELLATIONS, RELATIONS):
        if not (folder / needed).is_file():
            raise MissingFile(f"{folder / needed} (set PASSERELLE_DATA to the folder of reference data)")
    crosswalk = read_rome(folder / LINKS, folder / APPELLATIONS)
    offers = read_offers(folder / OFFERS, crosswalk, essentials_from(folder / RELATIONS))
    kept = import_list(SYSTEM, TRIAL, france_travail.source_of(offers), today=timezone.localdate())
    say(f"{TRIAL}: {kept['new']:,} real vacancies", since=start)
