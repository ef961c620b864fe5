"""Checklists of documents: what is missing, what expires, when they are complete."""
