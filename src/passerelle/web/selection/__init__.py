"""Calls, applications, interviews and contested decisions."""
