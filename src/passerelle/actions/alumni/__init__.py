"""The pool of alumni: joined and left by the person alone."""
