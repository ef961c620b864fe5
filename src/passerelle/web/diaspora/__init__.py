"""Pages of diaspora."""
