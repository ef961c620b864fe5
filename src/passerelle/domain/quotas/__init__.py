"""Places that a law, an agreement or a budget limits: who holds them, who waits, how they are allotted."""
