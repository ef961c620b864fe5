"""Schemes, partnerships, promises, institutions."""
