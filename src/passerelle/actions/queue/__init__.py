"""What waits for the worker: runs and messages."""
