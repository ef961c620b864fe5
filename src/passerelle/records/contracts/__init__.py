"""Contracts with their versions and signatures, and the ledger of fees."""
