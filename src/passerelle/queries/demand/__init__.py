"""Employers, vacancies, commitments, quotas."""
