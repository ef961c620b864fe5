"""Institutions whose capacity is built: baseline, plan, activities, evidence."""
