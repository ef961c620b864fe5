"""Do the stages tables of a file hold, and has the candidate a sentence at each stage?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from passerelle.domain.journey.faults import table_faults
from passerelle.domain.journey.transitions import Track
from passerelle.domain.journey.wordings import WORDINGS
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.building import build_table
from passerelle.domain.schemes.findings import Fault
from passerelle.domain.schemes.shape import TRACK, TRANSITION
from passerelle.domain.schemes.sound import Sound


def stage_faults(sound: Sound) -> Iterator[Fault]:
    """Faults of every track's table, and stages without a sentence for the candidate."""
    own = sound.top("wordings") or {}
    if not (sound.top("track") or ("track",) in sound.broken):
        message = Text("A scheme needs at least one track.")
        yield Fault(path=("track",), code="missing-key", message=message, expected=Text("[[track]]"))
    for place, row in sound.rows("track"):
        track: Track = build_table(TRACK, row)
        written = _written_at(row["transitions"])
        for fault in table_faults(track):
            where = (fault.key,) if fault.row is None else (fault.key, written[fault.row])
            path = ("track", place, *where)
            yield Fault(path=path, code=fault.code, message=fault.message, expected=fault.expected)
        yield from _wordings(track, place, own, written)
    for name, sentences in own.items():
        if "en" not in sentences:
            message = Text("The English sentence is missing.")
            yield Fault(
                path=("wordings", name, "en"), code="missing-key", message=message, expected=Text('en = "..."')
            )


def _written_at(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """For each row of the table the row of the file in which it is written; a list of stages makes several."""
    return [place for place, row in enumerate(rows) for _ in TRANSITION.tables_of(row)]


def _wordings(track: Track, place: int, own: Mapping[str, Any], written: list[int]) -> Iterator[Fault]:
    for number, row in zip(written, track.transitions, strict=True):
        if row.wording_key not in WORDINGS and row.wording_key not in own:
            yield Fault(
                path=("track", place, "transitions", number),
                code="unknown-wording",
                message=Text("Candidates have no sentence for %(key)s.", {"key": row.wording_key}),
                expected=Text(
                    "wording = a known key, or [wordings.%(key)s] with en.", {"key": row.wording_key}
                ),
            )
