"""Caseload, one case, plans, hand-overs."""
