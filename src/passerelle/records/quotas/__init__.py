"""Quotas, the ledger of their places, and waiting lists."""
