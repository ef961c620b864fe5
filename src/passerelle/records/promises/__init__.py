"""Promises, kept or broken, and the remedies that broken ones open."""
