"""Do the names in a file point at something, and does each name stand only once?"""

from collections.abc import Iterator, Mapping
from typing import Any

from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.findings import Fault, Severity
from passerelle.domain.schemes.lines import Path
from passerelle.domain.schemes.sound import Sound

_UNIQUE: dict[str, tuple[str, ...]] = {
    "fact": ("id",),
    "route": ("id",),
    "gate": ("id",),
    "track": ("id",),
    "rule": ("name",),
}
_UNIQUE |= {"party": ("name",), "occupation": ("isco", "at")}
_SOURCED = ("party", "route", "target", "fact", "gate", "rule")
# What somebody published or the law asks: without a source nobody can check it.
_NEEDS_SOURCE = ("target", "gate")


def reference_faults(sound: Sound) -> Iterator[Fault]:
    """Names used twice, sources and routes that are not there, figures without a source."""
    yield from _duplicates(sound)
    yield from _sources(sound)
    yield from _gate_names(sound)
    yield from _guard_routes(sound)


def _duplicates(sound: Sound) -> Iterator[Fault]:
    for table, keys in _UNIQUE.items():
        seen: set[tuple[Any, ...]] = set()
        for place, row in sound.rows(table):
            name = tuple(row.get(key) for key in keys)
            if name in seen:
                message = Text("%(name)s stands twice.", {"name": row[keys[0]]})
                path = (table, place, keys[0])
                yield Fault(path=path, code="duplicate-id", message=message, expected=Text("Each name once."))
            seen.add(name)


def _sources(sound: Sound) -> Iterator[Fault]:
    known = sound.top("sources") or {}
    single = [(name, sound.top(name)) for name in ("budget", "contests", "committees")]
    rows: list[tuple[Path, Mapping[str, Any]]] = [((name,), table) for name, table in single if table]
    rows += [((table, place), row) for table in _SOURCED for place, row in sound.rows(table)]
    for path, row in rows:
        source = row.get("source")
        if source is None and _needs_source(path, row):
            message = Text("No source is named.")
            expected = Text("The id of a public source in [sources].")
            yield Fault(
                path=(*path, "source"),
                code="no-source",
                message=message,
                expected=expected,
                severity=Severity.WARNING,
            )
        elif source is not None and source not in known:
            yield _unknown((*path, "source"), source, tuple(known))


def _needs_source(path: Path, row: Mapping[str, Any]) -> bool:
    return path[0] in _NEEDS_SOURCE or (path[0] == "fact" and "value" in row)


def _gate_names(sound: Sound) -> Iterator[Fault]:
    routes = tuple(row["id"] for _, row in sound.rows("route"))
    ways = tuple(row["id"] for _, row in sound.rows("track"))
    places = (*ways, *(sound.top("destinations") or ()))
    for place, row in sound.rows("gate"):
        if "route" in row and row["route"] not in routes:
            yield _unknown(("gate", place, "route"), row["route"], routes)
        for one in row.get("applies_to", ()):
            if one not in places:
                yield _unknown(("gate", place, "applies_to"), one, places)


def _guard_routes(sound: Sound) -> Iterator[Fault]:
    """A guard that stands for some routes only is one of its row; the routes are those of the file."""
    routes = tuple(row["id"] for _, row in sound.rows("route"))
    for place, track in sound.rows("track"):
        for line, row in enumerate(track["transitions"]):
            path: Path = ("track", place, "transitions", line, "only_on")
            for guard, wanted in row.get("only_on", {}).items():
                if guard not in row.get("guard", ()):
                    yield _unknown((*path, guard), guard, tuple(row.get("guard", ())))
                for one in [wanted] if isinstance(wanted, str) else wanted:
                    if one not in routes:
                        yield _unknown((*path, guard), one, routes)


def _unknown(path: Path, name: str, known: tuple[str, ...]) -> Fault:
    return Fault(
        path=path,
        code="unknown-name",
        message=Text("Nothing in this file is called %(name)s.", {"name": name[:60]}),
        expected=Text("One of: %(names)s.", {"names": ", ".join(known) or "–"}),
    )
