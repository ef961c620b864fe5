"""The embedded installation that ``./run`` starts: SQLite, local pages, a key of its own."""

from passerelle.config.keys import own_key
from passerelle.config.settings.base import *  # noqa: F403
from passerelle.config.settings.base import VAR

SECRET_KEY = own_key(VAR / "secret-key")
