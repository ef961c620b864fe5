"""Portfolio and schemes."""
