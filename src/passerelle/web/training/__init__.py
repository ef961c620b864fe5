"""Courses, groups, attendance and results; recognition of qualifications."""
