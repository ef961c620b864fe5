"""Calls for candidates and the applications to them."""
