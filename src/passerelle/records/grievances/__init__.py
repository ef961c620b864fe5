"""What workers tell in confidence, who may hear it, and what became of it."""
