"""Work that happens without somebody waiting for it."""
