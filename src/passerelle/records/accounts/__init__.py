"""Who can sign in."""
