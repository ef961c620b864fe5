"""A scheme team words its own letters."""
