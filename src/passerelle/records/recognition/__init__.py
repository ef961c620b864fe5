"""Recognition of qualifications: authority, deficits, measure, clock, outcome."""
