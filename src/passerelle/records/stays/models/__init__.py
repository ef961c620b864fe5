"""The records of stays, where Django looks for them."""

from passerelle.records.stays.models.changes import StayChange
from passerelle.records.stays.models.seasons import Recall, SeasonRight
from passerelle.records.stays.models.stay import Stay
from passerelle.records.stays.models.words import StayItem, StayWord

__all__ = ["Recall", "SeasonRight", "Stay", "StayChange", "StayItem", "StayWord"]
