"""The candidate's own page."""
