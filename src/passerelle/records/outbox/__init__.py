"""What must be told, once."""
