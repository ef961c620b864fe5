"""A seeded walk over a scheme's stage tables: what would happen if its assumptions held."""
