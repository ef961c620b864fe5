"""Employer files, commitment, shortages and quotas."""
