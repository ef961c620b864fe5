"""Permit and visa files, consular posts, exit formalities and the departure gate."""
