"""Loading published classifications."""
