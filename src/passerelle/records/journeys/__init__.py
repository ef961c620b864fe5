"""One journey per person and scheme."""
