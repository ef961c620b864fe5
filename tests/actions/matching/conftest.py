"""A finished run of the invented scheme."""

import pytest
from matching_cast import Matched, make_matched


@pytest.fixture
def matched(db: None) -> Matched:
    """Four people, two vacancies, one run."""
    return make_matched()
