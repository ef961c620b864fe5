"""Sign-in and what everybody may see."""
