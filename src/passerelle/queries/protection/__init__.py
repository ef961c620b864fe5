"""Visits, incidents, audits, what is told in confidence."""
