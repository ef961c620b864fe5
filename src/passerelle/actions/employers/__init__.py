"""Employer files: checks, commitment, plans, suspension."""
