"""Pieces of pages as template tags."""
