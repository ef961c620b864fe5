"""The worker's confidential channel, and the pages of those who hear."""
