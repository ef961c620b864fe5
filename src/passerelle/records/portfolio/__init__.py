"""Partnerships with their roadmaps, actions, roundtables and parties."""
