"""Reads the folder of a finished matching run and explains a pair of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.matching.confirmed import MOST_PAIRS, explain_confirmed
from passerelle.domain.matching.context import read_context
from passerelle.domain.matching.explain import Explanation, MoveLine, explain
from passerelle.domain.matching.publish import candidate_line, vacancy_line
from passerelle.domain.matching.snapshot import thaw


def explain_pair(folder: Path, candidate: str, vacancy: str, *, confirm: bool) -> dict[str, Any]:
    """The explanation of a pair as JSON values; ``Refused`` for an id that the run does not hold.

    With ``confirm`` its changes are put to reruns, where the run has at most ``MOST_PAIRS`` feasible pairs.
    """
    profile, group = candidate_line(_found(folder / "candidates.lines", candidate))
    post = vacancy_line(_found(folder / "vacancies.lines", vacancy))
    try:
        context = read_context(json.loads((folder / "context.json").read_bytes()))
        feasible = int(json.loads((folder / "run.json").read_bytes())["feasible_pairs"])
        if not confirm or feasible > MOST_PAIRS:
            return as_dict(explain(context, profile, post, group=group))
        inputs = thaw((folder / "inputs.frozen").read_bytes())
    except OSError as error:
        raise MissingFile(f"{folder}: this is not the folder of a matching run") from error
    found = explain_confirmed(context, inputs, candidate=candidate, vacancy=vacancy, feasible_pairs=feasible)
    return as_dict(found, confirmed=True)


def _found(path: Path, key: str) -> bytes:
    try:
        with path.open("rb") as file:
            line = _search(file, key.encode(), path.stat().st_size)
    except OSError as error:
        raise MissingFile(f"{path.parent}: this is not the folder of a matching run") from error
    if line is None:
        message = Text("The run knows no %(key)s.", {"key": key[:80]})
        hint = Text("The ids stand in reasons.csv.")
        raise Refused([Problem("unknown-id", message, hint, str(path.parent))])
    return line


def _search(file: BinaryIO, key: bytes, size: int) -> bytes | None:
    """The line of a key by halving: the lines are sorted, so a large run needs a few reads only."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        line = _line_from(file, middle)
        if line and line.split(b"\t", 1)[0] < key:
            low = middle + 1
        else:
            high = middle
    line = _line_from(file, low)
    return line if line.split(b"\t", 1)[0] == key else None


def _line_from(file: BinaryIO, place: int) -> bytes:
    """The first line that begins at a place or after it."""
    file.seek(max(0, place - 1))
    if place:
        file.readline()
    return file.readline()


def as_dict(found: Explanation, *, confirmed: bool = False) -> dict[str, Any]:
    """An explanation as JSON values; ``confirmed``: its changes were put to reruns."""
    score = found.score
    return {
        "candidate": found.candidate,
        "vacancy": found.vacancy,
        "proposed": found.proposed,
        "placed_at": list(found.placed_at),
        "eligible": found.eligible,
        "gates": [
            {
                "code": gate.code,
                "rule": gate.rule,
                "label": str(gate.label),
                "source": gate.source,
                "confirmed": gate.confirmed,
                "verdict": gate.verdict,
                "have": gate.have,
                "need": gate.need,
                "missing": gate.missing,
            }
            for gate in found.gates
        ],
        "score": score.total,
        "parts": [
            {"part": part.name, "points": part.points, "most": part.most, "assessed": part.assessed}
            for part in score.parts
        ],
        "shared_skills": list(score.shared),
        "missing_skills": list(score.missing),
        "price": found.price,
        "open_places": found.open_places,
        "rules": [
            {"rule": line.rule, "group": line.group, "charge": line.charge, "full": line.full}
            for line in found.rules
        ],
        "confirmed": confirmed,
        "cheapest": {who: _move(found.cheapest(who)) for who in ("candidate", "employer", "scheme")},
    }


def _move(line: MoveLine | None) -> dict[str, Any] | None:
    return None if line is None else {"change": str(line.move), "sure": line.sure}


def sentences(found: dict[str, Any]) -> Iterator[str]:
    """An explanation as lines for people."""
    state = "proposed" if found["proposed"] else "not proposed"
    yield f"{found['candidate']} for {found['vacancy']}: {state}"
    for gate in found["gates"]:
        label = "" if gate["confirmed"] else " (not confirmed: excludes nobody)"
        missing = f", missing: {gate['missing']}" if gate["missing"] else ""
        facts = f"has {gate['have'] or '?'}, needs {gate['need']}"
        yield f"  {gate['code']}: {gate['verdict']}, {facts}{missing}{label}"
    parts = " + ".join(
        f"{part['part']} {part['points'] if part['assessed'] else 'not assessed'}" for part in found["parts"]
    )
    yield f"  score {found['score'] if found['score'] is not None else 'cannot be assessed'}: {parts}"
    yield f"  clearing score {found['price']:g}, open places {found['open_places']}"
    yield from (f"  rule {rule['rule']} {rule['group']} adds {rule['charge']:g}" for rule in found["rules"])
    if not found["proposed"]:
        yield from _changes(found)


def _changes(found: dict[str, Any]) -> Iterator[str]:
    """What each owner could change, and how sure that is."""
    sure = "gives this place, confirmed by a rerun" if found["confirmed"] else "sure of a place"
    for who, move in found["cheapest"].items():
        if move:
            yield f"  {who}: {move['change']} ({sure if move['sure'] else 'not confirmed: needs a rerun'})"
        elif found["confirmed"]:
            yield f"  {who}: no single change gives this place"
    if not found["confirmed"]:
        yield f"  --confirm puts the changes to reruns (on files up to {MOST_PAIRS:,} feasible pairs)"
