"""The case page, the morning list, hand-over and planning backwards."""
