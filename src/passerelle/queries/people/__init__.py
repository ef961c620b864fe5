"""Who asks, who is who, what is kept of a person."""
