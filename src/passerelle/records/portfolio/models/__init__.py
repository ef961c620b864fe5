"""The models of the portfolio app."""

from passerelle.records.portfolio.models.follow_ups import EntryChange, FollowUp, FollowUpChange
from passerelle.records.portfolio.models.partnerships import (
    Objective,
    Partnership,
    PartnershipAction,
    Party,
    Roundtable,
    RoundtableDecision,
    SchemeLink,
)

__all__ = [
    "EntryChange",
    "FollowUp",
    "FollowUpChange",
    "Objective",
    "Partnership",
    "PartnershipAction",
    "Party",
    "Roundtable",
    "RoundtableDecision",
    "SchemeLink",
]
