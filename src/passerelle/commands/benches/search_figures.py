"""The measured process of ``bench search``: loads what there is, searches, prints one JSON object."""

import json
import statistics
import sys

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from django.conf import settings

from passerelle.actions.classifications.load import load
from passerelle.commands.schema import bring_up_to_date
from passerelle.domain.access.actor import SYSTEM
from passerelle.queries.classifications.classification_releases import releases
from passerelle.queries.classifications.search_trial import search_trial

LANGUAGES = ("en", "fr", "es", "ar")
_LABELS = (
    "occupations_fr_v1.1.1",
    "skills_fr_v1.0.x",
    "occupations_es_v1.0.8",
    "skills_es_v1.0.x",
    "occupations_ar_v1.0.x",
)


def main() -> None:
    """Measure; the first argument is the number of queries per language and kind."""
    bring_up_to_date()
    esco = settings.REFERENCE_DATA / "esco"
    if esco.is_dir() and not releases():
        load(SYSTEM, [esco / "official-v1.1.1", *(esco / f"{name}.csv.gz" for name in _LABELS)])
    measured = search_trial(LANGUAGES, queries=int(sys.argv[1]))
    answer = {
        "releases": len(releases()),
        "median_ms": statistics.median(one.median_ms for one in measured),
        "figures": [one.as_dict() for one in measured],
    }
    sys.stdout.write(json.dumps(answer))
