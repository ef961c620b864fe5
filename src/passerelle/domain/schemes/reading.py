"""From the bytes of a file to TOML values and their lines; whatever is wrong becomes a finding."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.findings import Finding
from passerelle.domain.schemes.lines import Lines

LARGEST = 1_000_000
DEEPEST = 30
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
# Possessive and anchored at the start of a word, so that no text takes more than linear time.
_NAME = r"""(?:(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTS = re.compile(rf"(?:{_NAME}\s*+\.\s*+){{{DEEPEST}}}")
_OPENINGS = re.compile(rf"(?:[\[{{]\s*+){{{DEEPEST}}}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds, or the finding that says why it cannot be read."""

    values: dict[str, Any]
    lines: Lines | None
    finding: Finding | None = None


def decoded(content: bytes, file: str) -> str | Finding:
    """The text of a file's bytes (UTF-8, byte order mark allowed), or the finding that refuses it."""
    if len(content) > LARGEST:
        return _too_large(file)
    if b"\0" in content:
        return _finding(
            file, 1, "not-text", Text("This is not a text file."), Text("A TOML text file in UTF-8.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _finding(
            file, line, "not-utf-8", Text("These bytes are not UTF-8."), Text("Save the file as UTF-8.")
        )


def read(text: str, file: str) -> Reading:
    """The values and lines of a TOML text; a syntax error, great size or depth becomes the finding."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    refusal = _refused_unread(text, file)
    if refusal:
        return Reading({}, None, refusal)
    try:
        values = tomllib.loads(text)
        return Reading(values, Lines(text))
    except RecursionError:
        return Reading({}, None, _too_deep(file, 1))
    except ValueError as error:  # tomllib's own errors, and numbers of thousands of digits
        return Reading({}, None, _syntax(text, file, str(error)))


def _refused_unread(text: str, file: str) -> Finding | None:
    if len(text) > LARGEST:
        return _too_large(file)
    deep = _DOTS.search(text) or _OPENINGS.search(text)
    return _too_deep(file, text.count("\n", 0, deep.start()) + 1) if deep else None


def _syntax(text: str, file: str, message: str) -> Finding:
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else (text.rstrip().count("\n") + 1 if found else 1)
    what = message[: found.start()] if found else message
    return _finding(
        file,
        line,
        "syntax",
        Text("This is not valid TOML: %(what)s.", {"what": what[:200]}),
        Text('A line such as key = "text", a [table], an [[array table]] or a # comment.'),
    )


def _too_large(file: str) -> Finding:
    return _finding(
        file,
        1,
        "too-large",
        Text("The file is larger than %(limit)s bytes.", {"limit": LARGEST}),
        Text("A scheme file of at most %(limit)s bytes.", {"limit": LARGEST}),
    )


def _too_deep(file: str, line: int) -> Finding:
    return _finding(
        file,
        line,
        "too-deep",
        Text("Values stand inside one another too deeply."),
        Text("At most %(depth)s levels.", {"depth": DEEPEST}),
    )


def _finding(file: str, line: int, code: str, message: Text, expected: Text) -> Finding:
    return Finding(file=file, line=line, key="", code=code, message=message, expected=expected)
