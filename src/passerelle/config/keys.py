"""A secret key that an embedded installation makes for itself, once."""

import os
import secrets
from pathlib import Path


def own_key(path: Path) -> str:
    """Read the key, or make one that only this account can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    return key
