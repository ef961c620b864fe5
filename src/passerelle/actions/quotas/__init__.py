"""Quotas: set, allotted, waited for."""
