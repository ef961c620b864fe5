"""The scheme files of a folder."""

from pathlib import Path

import passerelle
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.parse import parse_bytes
from passerelle.domain.schemes.reading import LARGEST
from passerelle.domain.schemes.scheme import Scheme


def shipped_folder() -> Path:
    """The folder of the schemes that come with the software: beside the checkout, else in the package."""
    package = Path(passerelle.__file__).resolve().parent
    beside = package.parent.parent / "schemes"
    return beside if beside.is_dir() else package / "scheme_files"


def load_folder(folder: Path) -> dict[str, Scheme]:
    """The schemes of every ``*.toml`` file of a folder by code, in order of code.

    Raises ``MissingFile`` without a folder, ``Refused`` with the errors of all files, also when two
    files share a code.
    """
    if not folder.is_dir():
        raise MissingFile(f"No such folder: {folder}")
    schemes: dict[str, Scheme] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            scheme = parse_bytes(content_of(path), str(path))
        except Refused as refused:
            problems += refused.problems
            continue
        if scheme.code in schemes:
            problems.append(_twice(scheme.code, path))
        schemes[scheme.code] = scheme
    if problems:
        raise Refused(problems)
    return dict(sorted(schemes.items()))


def content_of(path: Path) -> bytes:
    """The bytes of a file, at most one more than a scheme file may have; raises ``MissingFile``."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise MissingFile(f"No file can be read at {path}: {error.strerror}") from error


def find(schemes: dict[str, Scheme], code: str) -> Scheme:
    """The scheme of a code, in capitals or small letters; raises ``Refused`` when there is none."""
    found = schemes.get(code.strip().lower())
    if found is None:
        known = Text("Known codes: %(codes)s.", {"codes": ", ".join(schemes)})
        message = Text("There is no scheme %(code)s.", {"code": code[:60]})
        raise Refused([Problem("unknown-scheme", message, known)])
    return found


def _twice(code: str, path: Path) -> Problem:
    message = Text("Another file in this folder already has the code %(code)s.", {"code": code})
    return Problem("duplicate-code", message, Text("One file for each code."), file=str(path), column="code")
