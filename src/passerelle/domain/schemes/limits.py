"""Does each rule say something that the solver can hold to?"""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes import columns
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.sound import Sound

_SHARES = ("share-floor", "share-cap")


def limit_faults(sound: Sound) -> Iterator[Fault]:
    """Unknown or ambiguous columns, keys that a kind lacks or may not have, limits out of range."""
    for place, rule in sound.rows("rule"):
        path = ("rule", place)
        yield from _columns(rule, path)
        yield from _keys(rule, path)
        yield from _limit(rule, path)


def _columns(rule: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    named: list[tuple[Path, str]] = [
        ((*path, key, column), column) for key in ("where", "share_of") for column in rule.get(key, {})
    ]
    named += [((*path, "per", place), column) for place, column in enumerate(rule.get("per", ()))]
    for at, column in named:
        if not columns.is_known(column):
            yield _unknown(at, column, columns.CANDIDATE | columns.VACANCY)
        elif columns.is_ambiguous(column):
            expected = Text("candidate.%(column)s or post.%(column)s, in quotes.", {"column": column})
            message = Text("Candidates and vacancies both have a column %(column)s.", {"column": column})
            yield Fault(path=at, code="ambiguous-column", message=message, expected=expected)
    if "sum" in rule and rule["sum"] not in columns.NUMERIC:
        yield _unknown((*path, "sum"), rule["sum"], columns.NUMERIC)


def _unknown(path: Path, column: str, known: frozenset[str]) -> Fault:
    near = difflib.get_close_matches(column[:60], sorted(known), n=1)
    expected = (
        Text("Perhaps %(column)s.", {"column": near[0]})
        if near
        else Text("One of: %(columns)s.", {"columns": ", ".join(sorted(known))})
    )
    message = Text("No column %(column)s can be used here.", {"column": column[:60]})
    return Fault(path=path, code="unknown-column", message=message, expected=expected)


def _keys(rule: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    kind = rule["kind"]
    needed = {"budget": "sum"} | dict.fromkeys(_SHARES, "share_of")
    if kind in needed and not rule.get(needed[kind]):
        message = Text("A rule of kind %(kind)s needs %(key)s.", {"kind": kind, "key": needed[kind]})
        expected = Text("%(key)s", {"key": needed[kind]})
        yield Fault(path=(*path, needed[kind]), code="missing-key", message=message, expected=expected)
    barred = "sum" if kind in _SHARES else "share_of"
    if barred in rule:
        message = Text("A rule of kind %(kind)s has no %(key)s.", {"kind": kind, "key": barred})
        expected = Text("Leave it out, or another kind.")
        yield Fault(path=(*path, barred), code="not-for-kind", message=message, expected=expected)


def _limit(rule: Mapping[str, Any], path: Path) -> Iterator[Fault]:
    limit, kind, at = rule["limit"], rule["kind"], (*path, "limit")
    if isinstance(limit, str):
        yield from _column_limit(rule, at)
    elif isinstance(limit, list):
        message = Text("A limit is one number or one column.")
        yield Fault(path=at, code="wrong-type", message=message, expected=Text("limit = 10"))
    elif limit < 0 or (kind in _SHARES and limit > 1):
        share = kind in _SHARES
        message = Text("The limit %(limit)s is out of range.", {"limit": limit})
        expected = Text("A share from 0 to 1.") if share else Text("A number not below 0.")
        yield Fault(path=at, code="limit-out-of-range", message=message, expected=expected)


def _column_limit(rule: Mapping[str, Any], at: Path) -> Iterator[Fault]:
    column = rule["limit"]
    if not columns.is_of_vacancies(column) or columns.side_and_name(column)[1] not in columns.NUMERIC:
        yield _unknown(at, column, columns.NUMERIC & columns.VACANCY)
    elif not {"vacancy", "post.vacancy"} & set(rule.get("per", ())):
        message = Text("A limit by column needs one vacancy for each row.")
        yield Fault(path=at, code="limit-needs-vacancy", message=message, expected=Text('per = ["vacancy"]'))
