"""Permit files, exit, departure."""
