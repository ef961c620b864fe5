"""Stays: where somebody works, studies or visits, from arrival to the end."""
