"""Papers that several parties sign, and the links that open them."""
