"""ESCO, shortage lists, qualifications."""
