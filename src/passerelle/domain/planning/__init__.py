"""The plan of a case counted back from its first day of work."""
