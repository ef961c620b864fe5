"""Recognition of qualifications: the clock, and national levels beside EQF levels."""
