"""Partnership files: what was published about a Talent Partnership, and the words it is told in."""
