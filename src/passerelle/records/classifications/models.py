"""Concepts, labels and their links."""
