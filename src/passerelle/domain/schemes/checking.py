"""Every check of a scheme file's values, in order: shape first, meaning only when the shape holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from passerelle.domain.schemes.findings import Fault


def faults_of(values: Mapping[str, Any], *, on: date | None = None) -> list[Fault]:
    """The faults of a file's values; ``on`` is the day by which a rule counts as past."""
    return []
