"""Contested decisions, replayed and decided anew by somebody else."""
