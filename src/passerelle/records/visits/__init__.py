"""Visits, findings, incidents and sampled audits of hosts."""
