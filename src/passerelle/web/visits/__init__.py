"""Pages of visits, incidents, audits, ties and what is due."""
