"""The partnerships of the demonstration: loaded once, and again only when a file says something new."""

from pathlib import Path

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.commands.partnership_load import load_file
from passerelle.domain.kernel.digest import digest
from passerelle.domain.portfolio.folder import load_folder
from passerelle.records.portfolio.models import Partnership


def ensure_partnerships(folder: Path) -> None:
    """Load what is new or changed; a second call writes nothing."""
    rows = Partnership.objects.unscoped("the demonstration compares what is loaded")
    known = dict(rows.values_list("code", "digest"))
    for code, stated in load_folder(folder).items():
        if known.get(code) != digest(stated.normalised()):
            load_file(folder / f"{code}.toml")
