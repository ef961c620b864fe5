"""Permit files, consular appointments, exit formalities, travel and the departure gate."""
