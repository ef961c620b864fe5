"""The published JSON Schema of a scheme file, drawn from the same description as the parser's."""

import json
from typing import Any

from passerelle.domain.classifications.cefr import LEVELS
from passerelle.domain.schemes.keys import Key, Table
from passerelle.domain.schemes.whole import SCHEME

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}
_KINDS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    "scalar": {"anyOf": [_TEXT, {"type": "number"}, _TEXTS]},
    "words": _TEXTS,
    "match": {"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]},
}
_CODES: dict[str, dict[str, Any]] = {
    "id": {"pattern": "^[a-z][a-z0-9_-]{0,29}$"},
    "isco": {"pattern": "^[0-9]{1,4}$"},
    "country": {"pattern": "^[A-Z]{2}$"},
    "language": {"pattern": "^[a-z]{2}$"},
    "currency": {"pattern": "^[A-Z]{3}$"},
    "level": {"enum": list(LEVELS)},
    "esco": {"pattern": "^http://data\\.europa\\.eu/esco/"},
}


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a file's values; the checks of meaning go beyond it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Passerelle scheme file",
        "description": "Values of a scheme file (TOML); `passerelle schemes check` tests their meaning too.",
        **_table(SCHEME),
    }


def json_schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _table(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_value(key)} for key in table.keys},
        "required": [key.name for key in table.keys if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, Any]:
    if key.table:
        inner = _table(key.table)
        return {"type": "array", "items": inner} if key.kind == "tables" else inner
    if key.of:
        names = {"propertyNames": _CODES[key.code]} if key.code else {}
        return {"type": "object", **names, "additionalProperties": _value(key.of)}
    limits = {"minimum": key.least, "maximum": key.most}
    found = {**_KINDS[key.kind], **{name: limit for name, limit in limits.items() if limit is not None}}
    narrower = {"enum": list(key.choices)} if key.choices else _CODES.get(key.code or "", {})
    if key.kind == "match" and narrower:
        one = {**_TEXT, **narrower}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    if key.kind == "words":
        return {"type": "array", "items": {**_TEXT, **narrower}}
    return {**found, **narrower}
