"""What a scheme's letters say in its own words."""
