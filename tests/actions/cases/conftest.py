"""People on their way."""

import pytest
from case_cast import Cases, make_cases


@pytest.fixture
def cases(db: None) -> Cases:
    """Three people who applied."""
    return make_cases()
