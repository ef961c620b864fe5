"""Lists from partners: what their columns mean, what their cells say, what they would change."""
