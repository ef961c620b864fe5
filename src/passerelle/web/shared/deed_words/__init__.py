"""Words for what was done and read, room by room, as the histories tell it."""
