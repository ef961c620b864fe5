"""Is a workbook safe to open? Size, packing, macros and locks are looked at before any parser."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

MOST_UPLOADED = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_SHARED_TEXT = 64 * 1024 * 1024  # the one part that the parser holds in memory as a whole
MOST_PARTS = 2_000
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx behind a password
_MACROS = re.compile(r"vbaProject|macrosheets|\.bin$", re.IGNORECASE)
_HARMLESS_BINARY = re.compile(r"printerSettings\d*\.bin$", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
_CHUNK, _OVERLAP = 1 << 20, 200


@dataclass(slots=True)
class PartsSeen:
    """What the parts of a workbook show from outside: merged ranges by part name."""

    merged: dict[str, list[str]] = field(default_factory=dict)


def refuse(file: str, code: str, message: Text, cure: Text) -> Refused:
    """A refusal of a file as a whole."""
    return Refused([Problem(code, message, cure, file=file)])


def must_not_be_too_big(path: Path, file: str) -> None:
    """Refuse a file over the upload limit, and an empty one."""
    size = path.stat().st_size
    if size > MOST_UPLOADED:
        limits = {"have": size // (1024 * 1024), "most": MOST_UPLOADED // (1024 * 1024)}
        raise refuse(
            file,
            "file_too_big",
            Text("The file has %(have)s MB; at most %(most)s MB are taken.", limits),
            Text("Split it into several files, and take out pictures."),
        )
    if size == 0:
        raise refuse(file, "file_empty", Text("The file is empty."), Text("Save it again from its source."))


def look_at_parts(path: Path, file: str) -> PartsSeen:
    """Refuse a workbook that is broken, locked, packed too tightly, or carries macros or declarations."""
    with path.open("rb") as stream:
        if stream.read(4) == _OLD_WORKBOOK:
            raise refuse(
                file,
                "old_or_locked",
                Text("The file is an old workbook (.xls) or has a password."),
                Text("Take the password off and save as .xlsx."),
            )
    try:
        with zipfile.ZipFile(path) as archive:
            _must_be_modest(archive, file)
            return _scan(archive, file)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, ValueError) as broken:
        raise broken_workbook(file) from broken


def broken_workbook(file: str) -> Refused:
    """The refusal of a workbook that cannot be read."""
    return refuse(
        file,
        "broken_workbook",
        Text("The file is no readable .xlsx workbook."),
        Text("Open it in a spreadsheet program and save it again as .xlsx, or save it as CSV."),
    )


def _must_be_modest(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if unpacked > MOST_UNPACKED or shared > MOST_SHARED_TEXT or len(parts) > MOST_PARTS:
        sizes = {"have": unpacked // (1024 * 1024), "most": MOST_UNPACKED // (1024 * 1024)}
        raise refuse(
            file,
            "unpacked_too_big",
            Text("Unpacked the workbook has %(have)s MB; at most %(most)s MB are read.", sizes),
            Text("Copy the filled rows into a new workbook and save that."),
        )
    if any(part.flag_bits & 1 for part in parts):
        raise refuse(
            file,
            "old_or_locked",
            Text("The workbook is locked."),
            Text("Take the password off and save it again."),
        )
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise broken_workbook(file)
    if any(_MACROS.search(name) and not _HARMLESS_BINARY.search(name) for name in names):
        raise _macros(file)


def _macros(file: str) -> Refused:
    return refuse(
        file,
        "macros",
        Text("The workbook carries macros or embedded programs."),
        Text("Save it as .xlsx without macros."),
    )


def _scan(archive: zipfile.ZipFile, file: str) -> PartsSeen:
    seen = PartsSeen()
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        merged: dict[str, None] = {}
        for chunk in _chunks(archive, part):
            if _DECLARATION.search(chunk) or b"\x00" in chunk:
                raise refuse(
                    file,
                    "declarations",
                    Text("The workbook contains declarations that no spreadsheet program writes."),
                    Text("Open it in a spreadsheet program and save it again as .xlsx."),
                )
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in chunk:
                raise _macros(file)
            merged.update(dict.fromkeys(match.decode() for match in _MERGED.findall(chunk)))
        if merged:
            seen.merged[part.filename] = list(merged)
    return seen


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            # An overlap, so that nothing hides across the border of two chunks.
            tail = (tail + chunk)[-_OVERLAP:]
