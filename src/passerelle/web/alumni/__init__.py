"""The pool of alumni: the person joins and leaves, later schemes look without names."""
