"""What happened, and which requests were already answered."""
