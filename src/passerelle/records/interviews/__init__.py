"""Interview rounds, panels, score sheets, minutes and reserve lists."""
