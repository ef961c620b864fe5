"""The outside world: files, mail, other systems."""
