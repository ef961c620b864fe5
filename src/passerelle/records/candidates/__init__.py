"""People and their candidacies."""
