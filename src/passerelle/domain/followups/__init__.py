"""After the case: waves of questions, what was answered, the survey of reintegration, and their counts."""
