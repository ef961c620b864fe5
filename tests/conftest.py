"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from kept_database import migrate_once

# How long one example takes is the machine's load, not a claim about the code: no test is red for it.
settings.register_profile("passerelle", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("passerelle")

REFERENCE_DATA = Path(
    os.environ.get("PASSERELLE_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real data; absent: the test is skipped, under CI it fails."""
    if not REFERENCE_DATA.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"PASSERELLE_DATA: no reference data at {REFERENCE_DATA}")
        pytest.skip(f"no reference data at {REFERENCE_DATA} (set PASSERELLE_DATA)")
    return REFERENCE_DATA


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made: on SQLite it may come from an earlier run."""
    migrate_once()
