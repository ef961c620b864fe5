"""Who confirmed which value of the law, and which versions of it this installation has known."""
