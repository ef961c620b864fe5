"""Vacancies, seats and their places."""
