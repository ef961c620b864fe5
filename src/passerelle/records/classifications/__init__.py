"""Occupations, skills and code lists."""
