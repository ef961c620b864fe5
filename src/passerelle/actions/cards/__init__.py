"""Cards: issued, revoked; keys: changed."""
