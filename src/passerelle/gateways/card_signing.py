"""Ed25519 signatures (RFC 8032) by the cryptography library; keys and signatures in URL-safe base64."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def public_of(seed: bytes) -> str:
    """The public key of a private one (32 bytes)."""
    return _text(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def sign(seed: bytes, message: bytes) -> str:
    """The signature of a message."""
    return _text(Ed25519PrivateKey.from_private_bytes(seed).sign(message))


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Whether the signature is this key's, of exactly this message; anything unreadable is none."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(_bytes(signature), message)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    # Strict: exactly one spelling of a value is taken, so that no altered text reads as the same signature.
    value = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _text(value) != text:
        raise ValueError("not in its one spelling")
    return value
