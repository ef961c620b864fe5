"""Promises: made, kept, broken, remedied."""
