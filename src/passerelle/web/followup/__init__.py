"""Follow-up for staff: waves, the telephone sheet, the survey of reintegration, and counts."""
