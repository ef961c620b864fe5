"""What a step of a case brings with it: named in the file, carried out by ``actions/steps/consequences``."""

from collections.abc import Mapping
from types import MappingProxyType

from passerelle.domain.kernel.text import Text

CONSEQUENCES: Mapping[str, Text] = MappingProxyType(
    {
        "reserve_place": Text("A place is held"),
        "release_place": Text("The place is given back"),
        "end_referrals": Text("What was put forward ends"),
        "tell_candidate": Text("The candidate is told"),
        "tell_employer": Text("The employer is told"),
        "reserve_quota": Text("A quota place is reserved"),
        "consume_quota": Text("The quota place is used"),
        "release_quota": Text("The quota place is given back"),
        "close_other_applications": Text("Other applications of the person are closed"),
        "open_contract": Text("A contract file is opened"),
        "open_permit_file": Text("A permit file is opened"),
        "open_exit": Text("Exit formalities are opened"),
        "open_recognition": Text("A recognition file is opened"),
        "open_remedy": Text("A remedy is opened"),
        "open_stay": Text("A stay is opened"),
        "end_stay": Text("The stay ends"),
        "note_arrival": Text("The day of arrival is noted"),
        "note_start": Text("The day of the start is noted"),
    }
)
