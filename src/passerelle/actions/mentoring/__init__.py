"""Mentors and other helpers of a stay, and knowledge passed on."""
