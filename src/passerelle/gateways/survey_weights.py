"""Weights of a survey from a CSV or JSON file, as written; what they mean is checked elsewhere."""

import json
from pathlib import Path

from passerelle.domain.followups.weights import HEADS, NEEDED, WeightRow
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.csv_in import read_csv
from passerelle.gateways.sheet_checks import must_not_be_too_big


def read_weights(path: Path) -> list[WeightRow]:
    """The rows of a CSV with the columns of ``NEEDED``, or of a JSON object.

    JSON: ``{"instrument", "version", "source", "weights": {question: weight}}``. Refused with ``not_json``,
    ``column_missing``, ``empty`` or what stands in the way of reading a CSV.
    """
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file")
    must_not_be_too_big(path, path.name)
    return _json(path) if path.suffix.lower() == ".json" else _csv(path)


def _json(path: Path) -> list[WeightRow]:
    hint = Text('Write {"instrument": …, "version": …, "source": …, "weights": {question: weight}}.')
    try:
        # Numbers are taken as they are written: 0.1 stays 0.1.
        text = path.read_text(encoding="utf-8-sig")
        known = json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_once)
        instrument, version, source = (str(known.get(name) or "").strip() for name in HEADS)
        pairs = list(known["weights"].items())
    except (ValueError, AttributeError, KeyError, TypeError):
        message = Text("This is not a file of weights.")
        raise Refused([Problem("not_json", message, hint, file=path.name)]) from None
    return [WeightRow(instrument, version, source, code, str(weight)) for code, weight in pairs]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which every key stands once; of two weights for a question neither is believed."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _csv(path: Path) -> list[WeightRow]:
    grid = read_csv(path)
    if grid.problems or not grid.rows:
        message = Text("The file has no rows that can be read.")
        raise Refused(grid.problems or [Problem("empty", message, file=path.name)])
    heading = [_text(cell).lower() for cell in grid.rows[0].cells]
    absent = [name for name in NEEDED if name not in heading]
    if absent:
        message = Text("These columns are missing: %(columns)s.", {"columns": ", ".join(absent)})
        hint = Text("Columns: %(columns)s.", {"columns": ", ".join(NEEDED)})
        raise Refused([Problem("column_missing", message, hint, file=path.name, row=grid.rows[0].number)])
    found = []
    for row in grid.rows[1:]:
        cells = dict(zip(heading, map(_text, row.cells), strict=False))
        instrument, version, source, question, weight = (cells.get(name, "") for name in NEEDED)
        found.append(WeightRow(instrument, version, source, question, weight, row.number))
    return found


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
