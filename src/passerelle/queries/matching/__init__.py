"""Runs, proposals, reasons, referrals."""
