"""Contested decisions."""
