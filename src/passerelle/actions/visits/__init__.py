"""Visits and findings, incidents, sampled audits."""
