"""What applications and lists share about a person."""
