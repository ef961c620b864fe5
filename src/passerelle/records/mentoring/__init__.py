"""Mentors and other helpers of a stay, their meetings, and knowledge passed on."""
