"""Calls and applications."""
