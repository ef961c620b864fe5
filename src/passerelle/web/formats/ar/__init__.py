"""Numbers and dates in Arabic."""
