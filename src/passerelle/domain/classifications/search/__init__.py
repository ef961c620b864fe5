"""Finding an occupation or a skill by its words."""
