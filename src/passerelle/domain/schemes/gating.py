"""Does each gate say what its kind needs, and who confirmed it?"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from passerelle.domain.classifications import countries, eqf, isco
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.dates import is_date
from passerelle.domain.schemes.findings import Fault, Severity
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.sound import Sound

_VALUE_KEYS = ("language", "level", "value", "least", "most")
# For each kind: the keys it needs, and those it may have beside them.
_NEEDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "language": (("language", "level"), ()),
    "eqf": (("least",), ()),
    "experience": (("least",), ()),
    "licence": (("value",), ()),
    "availability": ((), ("value",)),
    "age": ((), ("least", "most")),
    "origin": (("value",), ()),
    "residence": (("value",), ()),
    "occupation": (("value",), ()),
    "route": (("route",), ("value", "least", "most")),
}


def gate_faults(sound: Sound) -> Iterator[Fault]:
    """Missing, misplaced or impossible values of gates; confirmations without a name; a note of the rest."""
    for place, gate in sound.rows("gate"):
        path = ("gate", place)
        yield from _keys(gate, path)
        yield from _values(gate, path)
        yield from _confirmation(gate, path)
    for place, route in sound.rows("route"):
        yield from _confirmation(route, ("route", place))


def _keys(gate: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    kind = gate["kind"]
    needed, allowed = _NEEDS[kind]
    for key in needed:
        if key not in gate:
            message = Text("A gate of kind %(kind)s needs %(key)s.", {"kind": kind, "key": key})
            expected = Text("%(keys)s", {"keys": ", ".join(needed)})
            yield Fault(path=(*path, key), code="missing-key", message=message, expected=expected)
    for key in _VALUE_KEYS:
        if key in gate and key not in needed + allowed:
            message = Text("A gate of kind %(kind)s has no %(key)s.", {"kind": kind, "key": key})
            expected = Text("Keys of this kind: %(keys)s.", {"keys": ", ".join(needed + allowed) or "–"})
            yield Fault(path=(*path, key), code="not-for-kind", message=message, expected=expected)


def _values(gate: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    kind = gate["kind"]
    if kind == "eqf" and "least" in gate and not _is_eqf(gate["least"]):
        yield _impossible((*path, "least"), Text("An EQF level, 1 to 8."))
    if kind == "age" and gate.get("least", 0) > gate.get("most", _OLDEST):
        yield _impossible(
            (*path, "least"), Text("least not above most, both at most %(age)s.", {"age": _OLDEST})
        )
    test = _VALUES.get(kind)
    if test and "value" in gate and not test[0](gate["value"]):
        message = Text("This value does not suit a gate of kind %(kind)s.", {"kind": kind})
        yield Fault(path=(*path, "value"), code="bad-code", message=message, expected=test[1])


def _impossible(path: Path, expected: Text) -> Fault:
    return Fault(
        path=path, code="impossible-number", message=Text("This number is not possible."), expected=expected
    )


def _confirmation(row: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    if not row.get("confirmed"):
        message = Text("Not compared with the official text: shown and labelled, excludes nobody.")
        expected = Text(
            "confirmed = true with confirmed_by and confirmed_on, once a named person has compared it."
        )
        yield Fault(path=path, code="unconfirmed", message=message, expected=expected, severity=Severity.NOTE)
        return
    for key in ("confirmed_by", "confirmed_on"):
        if key not in row:
            message = Text("A confirmation needs %(key)s.", {"key": key})
            expected = Text("Who compared it with the official text, and when.")
            yield Fault(path=(*path, key), code="missing-key", message=message, expected=expected)


def _all(test: Callable[[str], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(test(one) for one in value)


_OLDEST = 120
_COUNTRIES = (_all(countries.is_valid), Text('A list of country codes, such as ["MA"].'))
_VALUES: dict[str, tuple[Callable[[Any], bool], Text]] = {
    "licence": (lambda value: isinstance(value, str | list), Text("A licence or a list of licences.")),
    "availability": (
        lambda value: isinstance(value, str) and is_date(value),
        Text('A date in quotes, such as "2026-09".'),
    ),
    "origin": _COUNTRIES,
    "residence": _COUNTRIES,
    "occupation": (_all(isco.is_valid), Text('A list of ISCO-08 codes, such as ["2512"].')),
}


def _is_eqf(level: float) -> bool:
    return isinstance(level, int) and eqf.is_valid(level)
