"""Signs that spreadsheets smuggle in: odd spaces, direction marks, other digits, spoilt letters."""

import re
import unicodedata
from dataclasses import dataclass

from passerelle.domain.classifications import folding

_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u200b\u2060\ufeff\u00ad"  # U+200C and U+200D stay: Arabic script needs them in names
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DROP_DIRECTION = str.maketrans("", "", _DIRECTION)
_DROP_INVISIBLE = str.maketrans("", "", _INVISIBLE)
_QUESTION_IN_WORD = re.compile(r"[^\W\d_]\?[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without the signs nobody sees, and the kinds of sign that were taken out."""

    text: str
    taken: tuple[str, ...] = ()


def clean(text: str, *, keep_lines: bool = False) -> Cleaned:
    """Take out direction marks, invisible and control signs; make every space plain, runs of them single."""
    taken = []
    if not (text.isascii() and text.isprintable()):
        for code, cleaned in (
            ("direction_marks", text.translate(_DROP_DIRECTION)),
            ("invisible_signs", text.translate(_DROP_INVISIBLE)),
            ("control_signs", _CONTROL.sub("", text)),
            ("odd_spaces", _SPACES.sub(" ", text)),
        ):
            if cleaned != text:
                taken.append(code)
        text = _CONTROL.sub("", _SPACES.sub(" ", text.translate(_DROP_DIRECTION).translate(_DROP_INVISIBLE)))
    if keep_lines:
        return Cleaned("\n".join(" ".join(line.split()) for line in text.splitlines()).strip(), tuple(taken))
    return Cleaned(" ".join(text.split()), tuple(taken))


def western_digits(text: str) -> str:
    """The same text with every decimal digit (Arabic-Indic, Persian, full-width ...) written 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def fold(text: str) -> str:
    """A spelling key for headings: as for any comparing of words, and without the Arabic article."""
    return " ".join(_without_article(word) for word in folding.fold(text).split())


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def is_misread(text: str) -> bool:
    """Whether UTF-8 letters were read as Windows-1252 on the way (``JosÃ©``)."""
    if text.isascii():
        return False
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


def has_lost_letters(text: str) -> bool:
    """Whether letters were lost to a wrong encoding: a replacement sign, or a question mark inside a word."""
    return "\ufffd" in text or _QUESTION_IN_WORD.search(text) is not None
