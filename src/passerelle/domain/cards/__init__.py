"""The card that a worker holds: what it states, how it stands, and its square code."""
