"""Courses, groups, attendance, tests, vouchers and what was gained."""
