"""Contracts and agreements: forms, facts, their comparison and text; and who pays for recruitment."""
