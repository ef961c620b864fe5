"""Phone numbers in their one spelling: plus sign, country, number (ITU-T E.164: at most 15 digits)."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s().\-/\u200e\u200f\u202a-\u202e]+")
_SHORTEST, _LONGEST = 8, 15


def read_phone(text: str) -> str | None:
    """The number as ``+212612345678``, or ``None`` when it is not an international number.

    Digits of any script count; ``00`` stands for the plus sign.
    """
    plain = _SEPARATORS.sub("", text.replace("\uff0b", "+"))
    body = plain[1:] if plain.startswith("+") else plain[2:] if _digits(plain[:2]) == "00" else ""
    digits = _digits(body)
    if digits is None or not _SHORTEST <= len(digits) <= _LONGEST or digits.startswith("0"):
        return None
    return f"+{digits}"


def _digits(text: str) -> str | None:
    values = [unicodedata.decimal(sign, None) for sign in text]
    return None if None in values else "".join(str(value) for value in values)
