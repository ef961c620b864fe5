"""One plain spelling for comparing words: case, accents and Arabic variants set aside."""

import re
import unicodedata

# Letters that Unicode does not decompose although people type the plain letter instead.
_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
        "ŋ": "n", "ə": "e",
        "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "",  # alef, teh marbuta, yeh, kaf, tatweel
        "’": "'", "ʼ": "'",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")  # keeps C++ and C#


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    # Marks (accents, Arabic vowels, hamza above and below) and invisible signs (direction, joiners) go.
    return "".join(sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Me", "Mc", "Cf"))


def fold(text: str) -> str:
    """Lower-case words without accents, parted by single spaces; folding twice changes nothing.

    ``"Développeur/Développeuse C++"`` becomes ``"developpeur developpeuse c++"``; digits of any script
    become ASCII; Arabic alef forms, teh marbuta, vowel marks and tatweel are made alike.
    """
    previous, folded = "", text
    while folded != previous:  # case folding can give signs that decompose again
        previous, folded = folded, " ".join(_WORD.findall(_plain(folded)))
    return "".join(_digit(sign) for sign in folded)


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
