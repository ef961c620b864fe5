"""How each language writes numbers and dates."""
