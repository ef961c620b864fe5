"""The cast, for tests that touch the database."""

import pytest
from people import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Scheme alpha with one person per role, and Mallory of scheme beta."""
    return make_cast()
