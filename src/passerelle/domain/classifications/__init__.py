"""Official lists of codes and words: occupations, skills, levels, places."""
