"""What ``passerelle cards`` asks of the database."""

import passerelle.commands.database_access  # noqa: F401  # starts Django before models are read

# isort: split
from passerelle.actions.cards.keys import rotate
from passerelle.domain.access.actor import SYSTEM
from passerelle.queries.legal.cards import key_facts, published_keys, revoked_numbers

__all__ = ["SYSTEM", "key_facts", "published_keys", "revoked_numbers", "rotate"]
