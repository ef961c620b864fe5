"""The retention clock: what has run out is blanked."""
