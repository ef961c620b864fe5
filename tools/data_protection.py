"""Writes docs/data-protection.md from what the records declare; ``--check`` fails when it is out of date."""

import os
import sys
from collections import defaultdict
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "data-protection.md"
HEAD = """# Personal data: what is kept, why, how long

Made from the `Privacy` class of each record by `tools/data_protection.py`; a test fails when it is out of
date. A term runs, in months, from the end of the purpose; each purpose has a clock of its own. The terms are
this project's cautious defaults, not law (GDPR art. 5(1)(e) asks for a limit and names no figure): an
installation puts its own retention schedule in `domain/access/privacy.py`.

| purpose | months | record | fields |
|---|---|---|---|
"""
TAIL = """
Everything else is declared plain. Sex, date of birth, region and nationality serve rules and the fairness
sheet only; the score is computed from another object that does not hold them. Marital status, children,
religion, health and the like have no field at all; their columns are dropped unread when a list comes in.
"""


def page() -> str:
    """The whole page."""
    rows: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for model in django.apps.apps.get_models():
        if not model.__module__.startswith("passerelle.records"):
            continue
        kept: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name, keep in model.Privacy.personal.items():
            kept[str(keep.purpose), keep.months].append(name)
        for key, names in kept.items():
            rows[key].append((f"{model._meta.app_label}.{model.__name__}", ", ".join(sorted(names))))
    lines = [
        f"| {purpose} | {months} | {record} | {names} |"
        for (purpose, months), records in sorted(rows.items())
        for record, names in sorted(records)
    ]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def main() -> int:
    """Write, or check."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings.test")
    django.setup()
    if "--check" in sys.argv:
        return 0 if PAGE.is_file() and PAGE.read_text() == page() else 1
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
