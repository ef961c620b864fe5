"""On which line each key of a TOML text stands: a small scanner beside the standard library's parser.

It is run only on text that ``tomllib`` accepted, so it need not find faults, only places.
"""

import re

Path = tuple[str | int, ...]

_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\r\n#]*")
# Longest first: three quotes open a text over many lines.
_TEXTS = (
    re.compile(r'"""(?:[^\\"]|\\.|"{1,2}(?!"))*"{3,5}', re.DOTALL),
    re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^\\"\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


class Lines:
    """The line (1 is the first) of each key, table and array element of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to = 0
        self._line = 1
        self._found: dict[Path, int] = {}
        self._sizes: dict[Path, int] = {}
        self._read()

    def of(self, path: Path) -> int:
        """The line of a path such as ``("target", 0, "value")``, or of the nearest table that holds it."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _read(self) -> None:
        table: Path = ()
        while self._skip(_SKIP) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        many = self._text.startswith("[[", self._at)
        line = self._now()
        self._at += 2 if many else 1
        named = self._key()
        self._at += 2 if many else 1
        path = self._inside(named[:-1], ())
        path = self._inside((named[-1],), path, new=True) if many else (*path, named[-1])
        self._found.setdefault(path, line)
        return path

    def _inside(self, names: tuple[str, ...], path: Path, *, new: bool = False) -> Path:
        # A header below an array of tables means its last element.
        for name in names:
            path = (*path, name)
            if new:
                self._sizes[path] = self._sizes.get(path, 0) + 1
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self._now()
        path: Path = (*table, *self._key())
        self._found.setdefault(path, line)
        self._at += 1  # the equals sign
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._skip(_BLANK)
            bare = _BARE.match(self._text, self._at)
            names.append(bare.group() if bare else self._quoted()[1:-1])
            self._at = bare.end() if bare else self._at
            self._skip(_BLANK)
            if self._text[self._at] != ".":
                return tuple(names)
            self._at += 1

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        sign = self._text[self._at : self._at + 1]
        if sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline(path)
        elif sign in ("'", '"'):
            self._quoted()
        else:
            self._skip(_SCALAR)

    def _array(self, path: Path) -> None:
        self._at += 1
        place = 0
        while self._peek() != "]":
            self._found[(*path, place)] = self._now()
            self._value((*path, place))
            place += 1
            if self._peek() == ",":
                self._at += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while self._peek() != "}":
            self._pair(path)
            if self._peek() == ",":
                self._at += 1
        self._at += 1

    def _quoted(self) -> str:
        found = next(filter(None, (pattern.match(self._text, self._at) for pattern in _TEXTS)))
        self._at = found.end()
        return found.group()

    def _peek(self) -> str:
        return self._text[self._skip(_SKIP)]

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _now(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line
