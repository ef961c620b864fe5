"""Promises: what became of one, told from its dated entries."""
