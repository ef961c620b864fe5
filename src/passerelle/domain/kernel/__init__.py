"""Small ideas that everything else is written in."""
