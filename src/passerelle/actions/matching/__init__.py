"""Runs, decisions, offers."""
