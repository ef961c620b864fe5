"""What people do: one use case, one file, one transaction."""
