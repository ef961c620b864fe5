"""Numbers and dates in Spanish."""
