"""Handing in and reviewing documents."""
