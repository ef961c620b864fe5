"""Papers to be signed, by whom, and the links that let somebody sign without an account."""
