"""Writing candidates."""
