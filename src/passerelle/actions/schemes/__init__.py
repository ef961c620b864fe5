"""Loading scheme files."""
