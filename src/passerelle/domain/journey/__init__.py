"""The stages of a track and the one way to move along them."""
