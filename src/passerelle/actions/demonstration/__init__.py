"""The demonstration: invented people and vacancies, and an account for each role."""
