"""Opens published tables (CSV, gzip, zip) without trusting them: sizes are counted while reading."""

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text

TABLE_BYTES = 200_000_000  # the largest table of ESCO v1.1.1 has 21 MB
PACKAGE_MEMBERS = 100
PROBLEMS_SHOWN = 20
_BLOCK = 1 << 20


class TooBig(Exception):  # noqa: N818  # names what is wrong
    """More bytes than a table may have."""


class Bounded(io.RawIOBase):
    """A stream that stops with ``TooBig`` after so many bytes, whatever its header promised."""

    def __init__(self, inner: BinaryIO, limit: int) -> None:
        self._inner, self._left = inner, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # typed as Buffer from Python 3.12 on
        target = memoryview(buffer).cast("B")
        block = self._inner.read(len(target))
        self._left -= len(block)
        if self._left < 0:
            raise TooBig
        target[: len(block)] = block
        return len(block)

    def close(self) -> None:
        self._inner.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV table inside a file or a package; ``package`` is the name of the file on disk."""

    name: str
    package: str
    opener: Callable[[], BinaryIO]

    def bytes_in(self) -> Iterator[bytes]:
        """The table's bytes in blocks, bounded."""
        with closing(self._stream()) as stream:
            while block := stream.read(_BLOCK):
                yield block

    def digest(self) -> str:
        """SHA-256 of the table's bytes."""
        made = hashlib.sha256()
        try:
            for block in self.bytes_in():
                made.update(block)
        except _FAULTS as fault:
            raise self._refused(fault, 0) from fault
        return made.hexdigest()

    def header(self) -> tuple[str, ...]:
        """The names in the first line, without a byte-order mark."""
        try:
            with closing(self._text()) as lines:
                return tuple(name.strip() for name in next(csv.reader(lines), []))
        except _FAULTS as fault:
            raise self._refused(fault, 1) from fault

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number of the row's end, and the row; missing cells are empty, further cells are left out."""
        line = 0
        try:
            with closing(self._text()) as lines:
                reader = csv.DictReader(lines, restval="")
                for row in reader:
                    row.pop(cast("str", None), None)
                    line = reader.line_num
                    yield line, row
        except _FAULTS as fault:
            raise self._refused(fault, line + 1) from fault

    def _stream(self) -> io.BufferedReader:
        return io.BufferedReader(Bounded(self.opener(), TABLE_BYTES), _BLOCK)

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(self._stream(), encoding="utf-8-sig", newline="")

    def _refused(self, fault: BaseException, row: int) -> Refused:
        code, message, hint = _explained(fault)
        return Refused([Problem(code, message, hint, file=self.name, row=row or None)])


_FAULTS = (
    TooBig,
    UnicodeDecodeError,
    csv.Error,
    zipfile.BadZipFile,
    EOFError,
    OSError,
    zlib.error,
    RuntimeError,
)


def _explained(fault: BaseException) -> tuple[str, Text, Text]:
    if isinstance(fault, TooBig):
        sizes = {"limit": TABLE_BYTES // 1_000_000}
        return (
            "too_big",
            Text("The table is larger than %(limit)d MB when unpacked.", sizes),
            Text("Load the tables as published, one language at a time."),
        )
    if isinstance(fault, UnicodeDecodeError):
        return (
            "not_utf8",
            Text("The table is not in UTF-8."),
            Text("Save it as CSV in UTF-8, or download it again."),
        )
    if isinstance(fault, csv.Error):
        return (
            "not_csv",
            Text("The table cannot be read as CSV here."),
            Text("Check the quotation marks in this row, or download the file again."),
        )
    return "damaged", Text("The file is damaged or locked."), Text("Download it again.")


def tables(path: Path) -> list[Table]:
    """The tables in a zip package, a gzip file or a plain CSV; ``MissingFile`` when there is no such file."""
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file")
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(b"PK"):
        return _members(path)
    if start.startswith(b"\x1f\x8b"):
        name = path.name.removesuffix(".gz")
        return [Table(name, path.name, lambda: cast("BinaryIO", gzip.open(path, "rb")))]
    return [Table(path.name, path.name, lambda: path.open("rb"))]


def _members(path: Path) -> list[Table]:
    try:
        with zipfile.ZipFile(path) as package:
            members = [member for member in package.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError) as fault:
        message, hint = Text("This is not a readable zip package."), Text("Download it again.")
        raise Refused([Problem("damaged", message, hint, file=path.name)]) from fault
    if len(members) > PACKAGE_MEMBERS:
        message = Text("The package holds more than %(limit)d files.", {"limit": PACKAGE_MEMBERS})
        hint = Text("Load the package as published.")
        raise Refused([Problem("too_many_files", message, hint, file=path.name)])
    # Nothing is ever unpacked to disk, so names such as ../x are only names.
    return [
        Table(Path(member.filename).name, path.name, partial(_member, path, member.filename))
        for member in members
        if member.filename.lower().endswith(".csv")
    ]


def _member(path: Path, name: str) -> BinaryIO:
    with zipfile.ZipFile(path) as package:
        return cast("BinaryIO", package.open(name))
