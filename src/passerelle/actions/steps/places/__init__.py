"""Places in quotas and groups: held, used, given back, moved up to."""
