"""Papers that several parties sign: one digest, an order, a state that follows."""
