"""One file per benchmark, loaded when it is called."""
