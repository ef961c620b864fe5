"""How a stay ends: plan, choice, what is due, and the certificate of experience."""
