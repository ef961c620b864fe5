"""Interview rounds, scores, minutes, reserve lists."""
