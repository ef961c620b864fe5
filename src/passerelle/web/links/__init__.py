"""Pages that open from a signed link, without an account."""
