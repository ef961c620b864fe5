"""What we remember: thin models, constraints, scoped query sets."""
