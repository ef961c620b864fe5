"""Capacity building: progress against a plan, and spread of what was measured."""
