"""Sign-in accounts, roles, reading records."""
