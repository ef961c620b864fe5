"""The places of a letter, written ``{scheme}`` for people; a scheme's own wording and what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.domain.kernel.problems import Problem
from passerelle.domain.kernel.text import Text
from passerelle.domain.letters.registry import LETTERS

_BUILT_IN = re.compile(r"%\((\w+)\)[sd]")
_PLACE = re.compile(r"\{(\w+)\}")
# Without these the letter is of no use to whoever gets it.
NEEDED = frozenset({"link", "code"})
SUBJECT, BODY = 120, 1_000  # signs at most; a choice of this project


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a body whose places stand in braces."""

    subject: str
    body: str


def in_braces(template: str) -> str:
    """A built-in sentence ``%(scheme)s`` as people read and write it, ``{scheme}``."""
    return _BUILT_IN.sub(r"{\1}", template).replace("%%", "%")


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The sentence with its places filled; ``KeyError`` for a fact that nobody told."""
    return _PLACE.sub(lambda found: str(facts[found[1]]), text)


def places(template: str) -> frozenset[str]:
    """The places that the built-in letter of a template has; only these can be filled."""
    return frozenset(_BUILT_IN.findall(" ".join(one.template for one in LETTERS[template])))


def may_be_worded(template: str) -> bool:
    """Whether a scheme can say it in its own words: only letters that speak for one scheme."""
    return template in LETTERS and "scheme" in places(template)


def wording_problems(template: str, wording: Wording) -> list[Problem]:
    """What is wrong with a scheme's own wording: empty, too long, unknown or missing places."""
    found = [
        *_length("subject", wording.subject, SUBJECT),
        *_length("body", wording.body, BODY),
    ]
    known = places(template)
    for column, text in (("subject", wording.subject), ("body", wording.body)):
        found += [_unknown(column, name, known) for name in _named(text) if name not in known]
        if set(_PLACE.sub("", text)) & {"{", "}"}:
            hint = Text("Write a place as {scheme}, with both braces, and no braces elsewhere.")
            found.append(Problem("brace_open", Text("A brace stands alone."), hint, column=column))
    for name in sorted((known & NEEDED) - set(_named(wording.body))):
        message = Text("The place %(place)s is missing.", {"place": f"{{{name}}}"})
        hint = Text("Without it nobody can act on the letter: put it into the text.")
        found.append(Problem("place_missing", message, hint, column="body"))
    return found


def _named(text: str) -> list[str]:
    return list(dict.fromkeys(_PLACE.findall(text)))


def _length(column: str, text: str, most: int) -> list[Problem]:
    if not text.strip():
        return [Problem("empty", Text("Nothing is written here."), Text("Write a sentence."), column=column)]
    if len(text) > most:
        message = Text("This is longer than %(most)d signs.", {"most": most})
        return [Problem("too_long", message, Text("Say it in fewer words."), column=column)]
    return []


def _unknown(column: str, name: str, known: frozenset[str]) -> Problem:
    message = Text("This letter knows no place %(place)s.", {"place": f"{{{name}}}"})
    listed = ", ".join(f"{{{one}}}" for one in sorted(known))
    return Problem("unknown_place", message, Text("Known here: %(known)s.", {"known": listed}), column=column)
