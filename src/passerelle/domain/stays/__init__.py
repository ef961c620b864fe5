"""Stays: what kind follows from the track, what is due after arrival, how a stay may change and end."""
