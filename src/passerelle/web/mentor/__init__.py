"""Helpers of a stay: the mentor's door, the circle, knowledge passed on."""
