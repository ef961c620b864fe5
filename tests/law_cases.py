"""The worked cases of every rule, read from files that a lawyer can read too."""

import tomllib
from pathlib import Path

CASES = [
    one
    for path in sorted(Path(__file__).parent.joinpath("domain", "pathways", "cases").rglob("*.toml"))
    for one in tomllib.loads(path.read_text("utf-8"))["case"]
]


def nested(facts):
    """Facts by dotted name as the groups of a case file."""
    values = {}
    for name, fact in facts.items():
        *groups, key = name.split(".")
        inner = values
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[key] = fact
    return values
