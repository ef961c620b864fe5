"""Whether an employer and its demand are real: checks, commitment, plans, freshness, shortages."""
