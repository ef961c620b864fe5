"""The records of quotas: limits, who holds and who waits, allotments; Django looks for them here."""

from passerelle.records.quotas.models.allotments import Allotment, AllotmentLine
from passerelle.records.quotas.models.quotas import Entry, Hold, Quota, WaitingEntry

__all__ = ["Allotment", "AllotmentLine", "Entry", "Hold", "Quota", "WaitingEntry"]
