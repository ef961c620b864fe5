"""Dossiers with their documents: opened, received, reviewed."""
