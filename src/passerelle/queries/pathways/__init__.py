"""Legal routes, their values, cases made of records."""
