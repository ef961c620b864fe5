"""Contracts and fees."""
