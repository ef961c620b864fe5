"""The published tables of national qualifications, where the folder of reference data holds them."""

import time
from pathlib import Path

import passerelle.commands.database_access  # noqa: F401  # starts Django before records are imported

# isort: split
from passerelle.actions.classifications.qualifications import keep_tables
from passerelle.commands.demo_matching import say
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.kernel.problems import MissingFile
from passerelle.gateways.qualifications import read_tables
from passerelle.queries.classifications.qualifications import tables_in_use


def ensure_levels(folder: Path) -> None:
    """Load the tables once; without them the demonstration stands, and says how they are loaded.

    Raises ``Refused`` with every fault of a table that is there and cannot be read.
    """
    start = time.monotonic()
    if tables_in_use():
        return
    try:
        tables = read_tables(folder)
    except MissingFile as missing:
        say(f"no levels of qualifications: {missing}; passerelle qualifications load FOLDER", since=start)
        return
    kept = keep_tables(SYSTEM, tables)
    say(f"levels of qualifications: {sum(one.rows for one in kept):,} rows", since=start)
