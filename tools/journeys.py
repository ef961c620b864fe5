"""Write docs/journeys.md from the schemes' stage tables; ``--check`` says whether it is up to date."""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from passerelle.domain.journey.transitions import Track, Transition  # noqa: E402
from passerelle.domain.schemes.folder import load_folder  # noqa: E402
from passerelle.domain.schemes.scheme import Scheme  # noqa: E402

PAGE = ROOT / "docs" / "journeys.md"
HEAD = """# Journeys

Through which stages a case goes, scheme by scheme. Generated from the stage tables in `schemes/` by
`tools/journeys.py`; a test keeps it up to date. How the tables are read: [scheme file](formats/scheme-file.md).
"""


def page() -> str:
    """The whole page."""
    schemes = load_folder(ROOT / "schemes").values()
    return "\n".join([HEAD, *(line for scheme in schemes for line in _scheme(scheme))]).rstrip() + "\n"


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield f"## {scheme.code}: {scheme.name}\n"
    for track in scheme.tracks:
        yield from _track(track)


def _track(track: Track) -> Iterator[str]:
    yield f"### Track {track.id} ({track.kind})\n"
    yield f"Begins at `{track.first}`; ends at {', '.join(f'`{end}`' for end in track.ends)}.\n"
    yield "| from | event | who | guard | to | due in days | brings |"
    yield "|---|---|---|---|---|---|---|"
    for row in track.transitions:
        who, guards = ", ".join(row.who), ", ".join(_guards(row))
        cells = (row.leaving, row.event, who, guards, row.to, row.due_days or "")
        yield "| " + " | ".join(str(cell) for cell in (*cells, ", ".join(row.then))) + " |"
    yield ""


def _guards(row: Transition) -> Iterator[str]:
    for name in row.guard:
        only = row.only_on.get(name, ())
        routes = (only,) if isinstance(only, str) else only
        yield f"{name} ({', '.join(routes)} only)" if routes else name


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text("utf-8") == page() else 1)
    PAGE.write_text(page(), "utf-8")
