"""The public way in: check a partnership file, read one, read a folder of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import passerelle
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.portfolio.checking import faults_of
from passerelle.domain.portfolio.partnership import Partnership
from passerelle.domain.portfolio.shape import PARTNERSHIP
from passerelle.domain.schemes.building import build_table
from passerelle.domain.schemes.findings import Finding, Severity
from passerelle.domain.schemes.folder import content_of
from passerelle.domain.schemes.parse import checked
from passerelle.domain.schemes.reading import decoded


def shipped_folder() -> Path:
    """The folder of the partnerships that come with the software: beside the checkout, else in the package."""
    package = Path(passerelle.__file__).resolve().parent
    beside = package.parent.parent / "partnerships"
    return beside if beside.is_dir() else package / "partnership_files"


def check_bytes(content: bytes, file: str) -> list[Finding]:
    """Everything found in a partnership file, in the order of its lines."""
    text = decoded(content, file)
    return [text] if isinstance(text, Finding) else checked(text, file, faults_of, _build)[1]


def parse_bytes(content: bytes, file: str) -> Partnership:
    """The partnership of a file's bytes; raises ``Refused`` with every error found."""
    text = decoded(content, file)
    if isinstance(text, Finding):
        raise Refused([text.as_problem()])
    return parse_text(text, file)


def parse_text(text: str, file: str = "partnership.toml") -> Partnership:
    """The partnership of a file's text; raises ``Refused`` with every error found."""
    made, findings = checked(text, file, faults_of, _build)
    if made is None:
        raise Refused([one.as_problem() for one in findings if one.severity is Severity.ERROR])
    return made


def load_folder(folder: Path) -> dict[str, Partnership]:
    """The partnerships of every ``*.toml`` file of a folder by code; raises ``MissingFile`` or ``Refused``."""
    if not folder.is_dir():
        raise MissingFile(f"No such folder: {folder}")
    found: dict[str, Partnership] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            made = parse_bytes(content_of(path), str(path))
        except Refused as refused:
            problems += refused.problems
            continue
        if made.code in found:
            message = Text("Another file in this folder already has the code %(code)s.", {"code": made.code})
            hint = Text("One file for each code.")
            problems.append(Problem("duplicate-code", message, hint, file=str(path), column="code"))
        found[made.code] = made
    if problems:
        raise Refused(problems)
    return dict(sorted(found.items()))


def find(partnerships: Mapping[str, Partnership], code: str) -> Partnership:
    """The partnership of a code, in capitals or small letters; raises ``Refused`` when there is none."""
    found = partnerships.get(code.strip().lower())
    if found is None:
        known = Text("Known codes: %(codes)s.", {"codes": ", ".join(partnerships)})
        message = Text("There is no partnership %(code)s.", {"code": code[:60]})
        raise Refused([Problem("unknown-partnership", message, known)])
    return found


def _build(values: Mapping[str, Any]) -> Partnership:
    made: Partnership = build_table(PARTNERSHIP, values)
    return made
