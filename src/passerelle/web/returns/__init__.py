"""How a stay ends: the list, one stay, the certificate, the person's own page."""
