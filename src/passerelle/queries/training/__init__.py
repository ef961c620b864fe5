"""Courses, vouchers, recognition."""
