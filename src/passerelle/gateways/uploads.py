"""One door for lists: looks at the bytes, not at the name, and hands them to the right reader."""

from pathlib import Path

from passerelle.domain.intake.grid import Grid
from passerelle.domain.kernel.problems import MissingFile
from passerelle.gateways.csv_in import read_csv
from passerelle.gateways.sheet_checks import must_not_be_too_big
from passerelle.gateways.sheets_in import read_workbook

_ZIP = b"PK"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_upload(path: Path, *, file: str | None = None) -> Grid:
    """The rows of an XLSX or CSV file; ``Refused`` when it cannot be read, ``MissingFile`` when absent."""
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file")
    must_not_be_too_big(path, file or path.name)
    with path.open("rb") as stream:
        head = stream.read(4)
    if head[:2] == _ZIP or head == _OLD_WORKBOOK:
        return read_workbook(path, file=file)
    return read_csv(path, file=file)
