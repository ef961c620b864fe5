"""Dossiers: checklists of documents with status, expiry and reviewer."""
