"""Capacity of institutions: plan, activities, evidence."""
