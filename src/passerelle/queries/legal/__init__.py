"""Contracts, permits, fees, departures, cards."""
