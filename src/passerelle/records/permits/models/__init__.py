"""The models of the permits app."""

from passerelle.records.permits.models.departure import Briefing, ExitStatement, Preparation, Travel
from passerelle.records.permits.models.files import (
    Appointment,
    ConsularPost,
    PermitEntry,
    PermitFile,
    PostWait,
)

__all__ = [
    "Appointment",
    "Briefing",
    "ConsularPost",
    "ExitStatement",
    "PermitEntry",
    "PermitFile",
    "PostWait",
    "Preparation",
    "Travel",
]
