"""How a stay ends: planned beforehand, settled, recorded; the certificate of experience."""
