"""Who may do what to which record."""
