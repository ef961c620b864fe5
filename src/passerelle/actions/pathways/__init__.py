"""Confirming parameters of legal rules."""
