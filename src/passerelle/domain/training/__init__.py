"""Courses: what completes them, and the codes of leaving one."""
