"""The door of the partner country's employment service."""
