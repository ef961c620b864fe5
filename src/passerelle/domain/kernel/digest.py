"""One canonical byte form for a value, so that equal inputs give equal digests everywhere."""

import hashlib
import json


def canonical(value: object) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; refuses NaN and infinity with ``ValueError``."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
