"""Signing, refusing, reminding and withdrawing papers."""
