"""The diaspora: people and firms abroad who want to help, and whom they were introduced to."""
