"""Numbers and dates in French."""
