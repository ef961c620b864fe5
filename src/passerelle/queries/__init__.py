"""What people read: one reading per file."""
