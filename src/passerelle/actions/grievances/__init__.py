"""Grievances: told by page, text message, paper or telephone; heard by people without a tie to the matter."""
