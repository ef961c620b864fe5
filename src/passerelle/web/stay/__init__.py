"""Placements: arrival, first weeks, changes and seasons."""
