"""Partnerships, promises and the capacity of institutions."""
