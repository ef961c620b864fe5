"""Recognition of qualifications."""
