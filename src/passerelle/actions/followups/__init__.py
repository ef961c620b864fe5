"""Waves of follow-up: sent, reminded, answered by link, telephone or face to face; and the survey."""
