"""Every check of a scheme file's values: shape first, then the meaning of what has its shape."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from passerelle.domain.schemes.acting import act_faults, committee_faults, weight_faults
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.gating import gate_faults
from passerelle.domain.schemes.groups import group_faults
from passerelle.domain.schemes.health import health_faults
from passerelle.domain.schemes.limits import limit_faults
from passerelle.domain.schemes.periods import period_faults
from passerelle.domain.schemes.references import reference_faults
from passerelle.domain.schemes.shaping import table_faults
from passerelle.domain.schemes.sound import sound_parts
from passerelle.domain.schemes.staging import stage_faults
from passerelle.domain.schemes.whole import SCHEME


def faults_of(values: Mapping[str, Any], *, on: date | None = None) -> list[Fault]:
    """The faults of a file's values; ``on`` is the day by which a rule counts as past."""
    shape = list(table_faults(SCHEME, values))
    sound = sound_parts(values, shape)
    return [
        *shape,
        *act_faults(sound),
        *weight_faults(sound),
        *committee_faults(sound),
        *reference_faults(sound),
        *period_faults(sound),
        *gate_faults(sound),
        *limit_faults(sound),
        *group_faults(sound, on=on),
        *stage_faults(sound),
        *health_faults(sound),
    ]
