"""Public identifiers: never serial, safe to read aloud, with a check sign."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LOOKALIKES = str.maketrans("ILO", "110")


def _check_sign(body: str) -> str:
    # Weights 1, 3, 5, ... are odd, so any single wrong sign changes the sum modulo 32.
    total = sum(ALPHABET.index(sign) * (2 * place + 1) for place, sign in enumerate(body))
    return ALPHABET[total % 32]


def new_number(prefix: str, *, signs: int = 10) -> str:
    """A random public number such as ``P-4X7K2M9QTA-D``; ten signs are 50 random bits."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(signs))
    return f"{prefix}-{body}-{_check_sign(body)}"


def number_from(prefix: str, text: str, *, signs: int = 10) -> str:
    """The public number that a text always gives: for invented records, which must be repeatable."""
    drawn = hashlib.sha256(text.encode()).digest()
    body = "".join(ALPHABET[byte % 32] for byte in drawn[:signs])
    return f"{prefix}-{body}-{_check_sign(body)}"


def read_number(text: str) -> str | None:
    """The number in its one spelling, or ``None`` when it cannot be one (a typing error included)."""
    parts = text.strip().upper().split("-")
    if len(parts) != 3:
        return None
    prefix, body, check = parts[0], parts[1].translate(_LOOKALIKES), parts[2].translate(_LOOKALIKES)
    if not body or any(sign not in ALPHABET for sign in body) or check != _check_sign(body):
        return None
    return f"{prefix}-{body}-{check}"
