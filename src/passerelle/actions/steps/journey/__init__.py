"""How a case begins and moves, whichever page or command asks."""
