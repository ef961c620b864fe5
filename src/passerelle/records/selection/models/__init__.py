"""The records of selection, in the order in which they arise; Django looks for them here."""

from passerelle.records.selection.models.proposals import Decision, Proposal, Reason
from passerelle.records.selection.models.referrals import Offer, Referral
from passerelle.records.selection.models.runs import Run

__all__ = ["Decision", "Offer", "Proposal", "Reason", "Referral", "Run"]
