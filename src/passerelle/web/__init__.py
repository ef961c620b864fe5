"""How people reach us: pages."""
