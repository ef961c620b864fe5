"""Stays, pay, ends, certificates."""
