"""Employer files, commitment to vacancies, labour-market tests, accommodation and welfare plans."""
