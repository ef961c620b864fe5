"""How many short messages a text becomes: 3GPP TS 23.038 (signs) and 23.040 (parts of a long message)."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = frozenset("\f^{}\\[~]|€")  # two units each
# Units of one message alone, and of each part where there are several.
_GSM, _GSM_PART = 160, 153
_WIDE, _WIDE_PART = 70, 67


@dataclass(frozen=True, slots=True)
class Segments:
    """How a text is sent: 7-bit signs or 16-bit ones, its length in units, and the messages it takes."""

    wide: bool
    units: int
    count: int


def segments(text: str) -> Segments:
    """The messages that a text becomes; one sign outside the 7-bit table makes all of it 16-bit."""
    wide = not set(text) <= _BASIC | _ESCAPED
    sizes = [(2 if ord(sign) > 0xFFFF else 1) if wide else (2 if sign in _ESCAPED else 1) for sign in text]
    alone, part = (_WIDE, _WIDE_PART) if wide else (_GSM, _GSM_PART)
    units = sum(sizes)
    return Segments(wide, units, _parts(sizes, part) if units > alone else 1)


def _parts(sizes: list[int], part: int) -> int:
    """A sign of two units is never cut."""
    count, left = 1, part
    for size in sizes:
        if size > left:
            count, left = count + 1, part
        left -= size
    return count
