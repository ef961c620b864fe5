"""Grievances: how grave, by when, and who may hear them without a part in the matter."""
