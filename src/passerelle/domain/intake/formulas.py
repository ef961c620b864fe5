"""Text that a spreadsheet would work out as a formula, made harmless and brought back unchanged."""

import re

# Plain and full-width forms of = + - @, and the minus sign.
_SIGNS = "=+\\-@＝＋－＠﹢﹣﹦﹫−"
_BLANK = " \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff\u00ad\u061c\v\f\u0085"
# A program set to semicolons or tabs splits a comma file at them: what follows is a beginning too.
_INSIDE = f"(?<=[;\t\r\n])(?='*[{_BLANK}]*[{_SIGNS}])"
_START = f"^(?='*[{_BLANK}]*[{_SIGNS}\t\r\n])"
_DANGER = re.compile(f"{_START}|{_INSIDE}")
_HARMLESS = re.compile(f"^'(?='*[{_BLANK}]*[{_SIGNS}\t\r\n])|(?<=[;\t\r\n])'(?='*[{_BLANK}]*[{_SIGNS}])")


def neutralise(text: str) -> str:
    """The text with an apostrophe before each beginning that a spreadsheet would take for a formula."""
    return _DANGER.sub("'", text)


def restore(text: str) -> str:
    """The text as it was before ``neutralise``."""
    return _HARMLESS.sub("", text)


def is_dangerous(text: str) -> bool:
    """Whether some beginning in the text would be taken for a formula."""
    return any(not text[match.start() :].startswith("'") for match in _DANGER.finditer(text))
