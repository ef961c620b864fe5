"""Calls, interviews, contests."""
