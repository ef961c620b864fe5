"""One module per kind of installation."""
