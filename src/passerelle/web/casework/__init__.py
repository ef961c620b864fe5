"""Vacancies, candidates, imports."""
