"""How a stay ends: plan, what is settled, and certificates of experience."""
