"""Passerelle runs Talent Partnerships end to end."""
