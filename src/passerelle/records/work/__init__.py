"""What was paid and worked, what differs from the contract, and what the worker says in confidence."""
