"""The card that a worker holds: her own page, the team's, and the check that is open to anyone."""
