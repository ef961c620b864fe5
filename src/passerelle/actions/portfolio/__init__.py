"""Partnerships: objectives, actions, roundtables, follow-up."""
