"""What the demonstration shows: people at the published stages, and something to open in every room."""
