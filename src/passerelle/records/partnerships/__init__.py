"""Schemes, organisations, and who holds which role."""
