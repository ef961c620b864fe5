"""Seeded synthetic people and vacancies: invented, marked as such, the same for the same seed."""
