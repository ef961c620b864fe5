"""Training: courses, groups, attendance, results."""
