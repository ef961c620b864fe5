"""Waves of follow-up, where the person is reached for them, and answers to the survey of reintegration."""
