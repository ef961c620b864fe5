"""Contracts, fees, permit files, exit and departure."""
