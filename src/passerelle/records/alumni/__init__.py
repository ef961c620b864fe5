"""The pool of alumni: people who agreed that later schemes may find them."""
