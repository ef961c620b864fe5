"""What all tests share."""

import os
from pathlib import Path

import pytest

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
