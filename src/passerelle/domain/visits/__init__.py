"""Visits by risk, findings and their correction, sampled audits, incidents and their clocks."""
